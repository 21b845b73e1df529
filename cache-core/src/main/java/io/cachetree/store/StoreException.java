package io.cachetree.store;

import io.cachetree.tree.CacheTreeException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The storage under a tree failed: full, read-only, denied, unreachable, or the thread that used it was interrupted.
 *
 * <p>What was committed stays as it is. When the cause is gone, running again works without any clean-up.
 */
public final class StoreException extends CacheTreeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> LOOKING = Set.of("read", "open", "look at", "list");

    /**
     * Creates the exception.
     *
     * @param operation what was tried, as a verb: {@code write}
     * @param where the file or directory
     * @param cause what the storage said
     */
    public StoreException(String operation, Object where, Exception cause) {
        super("Cannot %s \"%s\": %s. %s".formatted(operation, where, reason(cause), advice(operation, cause)), cause);
    }

    /**
     * Creates the exception for storage that knows better what went wrong and what helps.
     *
     * @param operation what was tried, as a verb: {@code write}
     * @param where the file or directory
     * @param reason why it failed, without a full stop
     * @param advice what to do, as one or more sentences
     * @param cause what the storage said; nothing secret
     */
    public StoreException(String operation, Object where, String reason, String advice, @Nullable Throwable cause) {
        super("Cannot %s \"%s\": %s. %s".formatted(operation, where, reason, advice), cause);
    }

    private static String reason(Exception cause) {
        if (isInterrupt(cause)) {
            return "the thread was interrupted";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Java closes a file under a thread that is interrupted. */
    private static boolean isInterrupt(@Nullable Throwable cause) {
        boolean isTimeout = cause instanceof SocketTimeoutException;
        return cause != null
                && (cause instanceof ClosedByInterruptException
                        || cause instanceof FileLockInterruptionException
                        || (cause instanceof InterruptedIOException && !isTimeout)
                        || isInterrupt(cause.getCause()));
    }

    private static String advice(String operation, Exception cause) {
        if (isInterrupt(cause)) {
            return "Run again: what is committed stays, the rest is computed.";
        }
        String text = reason(cause).toLowerCase(Locale.ROOT);
        if (text.contains("no space") || text.contains("quota")) {
            return "Free some space, then run again: what is committed stays, the rest is computed.";
        }
        if (cause instanceof AccessDeniedException && LOOKING.contains(operation)) {
            return "Make it readable for this account, then run again.";
        }
        if (cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || text.contains("read-only")) {
            return "Make it writable for this account or choose another root, then run again.";
        }
        return "Mend the storage, then run again: what is committed stays, the rest is computed.";
    }
}

package io.cachetree.remote.hadoop;

import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** Makes what Hadoop answers, or throws, what is understood here. */
final class Answers {

    /** What Hadoop says of a path below a file. */
    private static final String BELOW_A_FILE = "(is not a directory)";

    private Answers() {}

    /** A question to the file system. */
    interface Question<T> {
        T ask() throws IOException;
    }

    /** Returns the answer. */
    static <T> T to(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw exception(e instanceof RemoteException remote ? remote.unwrapRemoteException() : e);
        } catch (RuntimeException e) {
            throw new ObjectException(Failure.INVALID, firstLine(e));
        }
    }

    /** Returns the answer, or nothing if what it is about is absent. */
    static <T> Optional<T> ifPresent(Question<T> question) {
        try {
            return Optional.of(to(question));
        } catch (ObjectException e) {
            if (e.failure() == Failure.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ObjectException exception(IOException e) {
        return new ObjectException(failure(e), firstLine(e));
    }

    private static Failure failure(IOException e) {
        if (e instanceof FileNotFoundException || firstLine(e).endsWith(BELOW_A_FILE)) {
            return Failure.ABSENT;
        }
        if (e instanceof FileAlreadyExistsException) {
            return Failure.TAKEN;
        }
        if (e instanceof EOFException) {
            return Failure.RANGE;
        }
        return e instanceof AccessControlException ? Failure.FORBIDDEN : failureOfStorage(e);
    }

    private static Failure failureOfStorage(IOException e) {
        if (e instanceof QuotaExceededException) {
            return Failure.NO_SPACE;
        }
        if (e instanceof UnsupportedFileSystemException) {
            return Failure.INVALID;
        }
        if (e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof SocketTimeoutException
                || e instanceof UnknownHostException) {
            return Failure.UNREACHABLE;
        }
        boolean isInterrupt = e instanceof InterruptedIOException || e instanceof ClosedByInterruptException;
        return isInterrupt ? Failure.INTERRUPTED : Failure.BROKEN;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}

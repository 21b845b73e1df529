package io.cachetree.key;

import io.cachetree.tree.InvalidStepException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An input of a step has no fingerprint, so that no key can say whether a stored result answers the call. */
public final class UnkeyableValueException extends InvalidStepException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    /**
     * Creates the exception.
     *
     * @param path where inside the input the value is; empty for the input itself
     * @param reason why it has no fingerprint and what to do, as in {@code it is a lambda. Mark it @Unkeyed.}
     */
    UnkeyableValueException(String path, String reason, @Nullable Throwable cause) {
        super("Cannot fingerprint %s: %s".formatted(path.isEmpty() ? "the value" : quote(path), reason), cause);
        this.path = path;
        this.reason = reason;
    }

    private UnkeyableValueException(String input, StepId step, UnkeyableValueException cause) {
        super(
                "Cannot fingerprint %s of step %s: %s"
                        .formatted(quote(join(input, cause.path)), quote(step.shortForm()), cause.reason),
                cause.getCause());
        this.path = join(input, cause.path);
        this.reason = cause.reason;
        setStackTrace(cause.getStackTrace());
    }

    /** Returns the exception with a message that also names the step and its parameter or field. */
    public UnkeyableValueException in(String input, StepId step) {
        return new UnkeyableValueException(input, step, this);
    }

    /** Returns where inside the input the value is, as in {@code options.viewer}; empty for the input itself. */
    public String path() {
        return path;
    }

    private static String join(String outer, String inner) {
        return inner.isEmpty() || inner.startsWith("[") ? outer + inner : outer + "." + inner;
    }

    private static String quote(String text) {
        return "\"" + text + "\"";
    }
}

package io.cachetree.codec;

import io.cachetree.tree.InvalidStepException;
import java.io.Serial;
import java.lang.reflect.Type;

/**
 * Values of this type cannot be stored so that they come back as they were. Known before a step runs.
 *
 * <p>The message names the type, the reason and the way out; who knows the step puts its name in front.
 */
public final class NoCodecException extends InvalidStepException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String why;
    private final String whatToDo;
    private final boolean isOfFiles;

    /**
     * Creates the exception.
     *
     * @param type the declared type
     * @param why completes "No codec for ...:", without a full stop
     * @param whatToDo a sentence, with a full stop
     */
    public NoCodecException(Type type, String why, String whatToDo) {
        this(type, why, whatToDo, false);
    }

    private NoCodecException(Type type, String why, String whatToDo, boolean isOfFiles) {
        super("No codec for \"%s\": %s. %s".formatted(type.getTypeName(), why, whatToDo));
        this.why = why;
        this.whatToDo = whatToDo;
        this.isOfFiles = isOfFiles;
    }

    /** Returns the exception for a collection, an array or an {@code Optional} of what has files of its own. */
    static NoCodecException ofFiles(Type type, Type element) {
        String shortName = element.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
        String why = "each \"%s\" in it has files of its own, and nothing says what to call them".formatted(shortName);
        String whatToDo = "Return a record with a component for each, which may be null, or a \"Map<String, %s>\"."
                .formatted(shortName);
        return new NoCodecException(type, why, whatToDo, true);
    }

    /** Returns whether {@link #ofFiles} says what is wrong: then there is no other way to keep what holds the type. */
    boolean isOfFiles() {
        return isOfFiles;
    }

    /** Returns the exception for a type that holds this one's under a name. */
    NoCodecException in(Type whole, String part) {
        return new NoCodecException(whole, "of its part \"%s\", %s".formatted(part, why), whatToDo, isOfFiles);
    }
}

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

    /**
     * Creates the exception.
     *
     * @param type the declared type
     * @param why completes "No codec for ...:", without a full stop
     * @param whatToDo a sentence, with a full stop
     */
    public NoCodecException(Type type, String why, String whatToDo) {
        super("No codec for \"%s\": %s. %s".formatted(type.getTypeName(), why, whatToDo));
    }
}

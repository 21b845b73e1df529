package io.cachetree.key.code.internal;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/**
 * A method as its class file has it.
 *
 * @param name the name; of a woven method, that which the author gave
 * @param descriptor the descriptor
 * @param access the modifiers, as in a class file
 * @param version what its annotation makes it: the version of a step, empty text for a step without one, and nothing if it
 *     has no annotation
 * @param text what it does, with marks for the names that {@link Bodies} has to settle
 * @param references what it refers to, in the order of its instructions
 * @param reflects whether it calls what it names at run time only
 */
public record MethodCode(
        String name,
        String descriptor,
        int access,
        Optional<String> version,
        String text,
        List<Reference> references,
        boolean reflects) {

    /** What the weaver appends to the name of the method that holds a step's body. */
    static final String MOVED = "$cachetree";

    /** The text of a method that does nothing. */
    static final String IDLE = "return\n";

    /** Copies the references. */
    public MethodCode {
        references = List.copyOf(references);
    }

    /** Returns name and descriptor, as methods are looked up by. */
    public String key() {
        return name + descriptor;
    }

    /** Returns the descriptor up to the return type. */
    public String parameters() {
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    /** Returns whether it is called on a class. */
    public boolean isStatic() {
        return has(Opcodes.ACC_STATIC);
    }

    /** Returns whether a subclass cannot override it. */
    public boolean isPrivate() {
        return has(Opcodes.ACC_PRIVATE);
    }

    /** Returns whether it has no body. */
    public boolean isAbstract() {
        return has(Opcodes.ACC_ABSTRACT);
    }

    /** Returns whether its body is no bytecode. */
    public boolean isNative() {
        return has(Opcodes.ACC_NATIVE);
    }

    /** Returns whether the compiler made it, to call a method by a wider signature. */
    public boolean isBridge() {
        return has(Opcodes.ACC_BRIDGE);
    }

    /** Returns whether the compiler made it. */
    public boolean isSynthetic() {
        return has(Opcodes.ACC_SYNTHETIC);
    }

    /** Returns whether it is written inside another method: the body of a lambda, an accessor. */
    boolean isPartOfAnother() {
        return isSynthetic() && !isBridge();
    }

    /** Returns whether it is a static initializer that does nothing. */
    public boolean isIdle() {
        return name.equals("<clinit>") && text.equals(IDLE);
    }

    MethodCode movedFrom(MethodCode wrapper) {
        return new MethodCode(
                wrapper.name,
                descriptor,
                wrapper.access,
                wrapper.version.or(() -> version),
                text,
                references,
                reflects);
    }

    private boolean has(int flag) {
        return (access & flag) != 0;
    }
}

package io.cachetree.intercept.bytebuddy;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the static initializer of a woven class as it was. Byte Buddy makes room for code of its own in it, and the
 * weaver has none: {@code goto end; start: nop; ...; end: nop; goto start}. Left there, it would be an edit of all steps
 * of the class.
 *
 * <p>Thread safety: none; it is used for one method.
 */
final class KeptInitializer extends MethodVisitor {

    /** What to come to next. */
    private enum Place {
        START,
        ENTRY,
        BODY,
        END
    }

    private Place place = Place.START;
    private @Nullable Label end;

    KeptInitializer(MethodVisitor to) {
        super(OpenedClassReader.ASM_API, to);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (place == Place.START) {
            end = label;
            place = Place.ENTRY;
        } else if (place != Place.END) {
            super.visitJumpInsn(opcode, label);
        }
    }

    @Override
    public void visitLabel(Label label) {
        if (label.equals(end)) {
            place = Place.END;
        } else {
            super.visitLabel(label);
        }
    }

    @Override
    public void visitFrame(
            int type, int locals, Object @Nullable [] localTypes, int stack, Object @Nullable [] stackTypes) {
        if (place == Place.BODY) {
            super.visitFrame(type, locals, localTypes, stack, stackTypes);
        }
    }

    /** The first one stands between the frame that was put in and a first one of the body. */
    @Override
    public void visitInsn(int opcode) {
        if (place == Place.ENTRY && opcode == Opcodes.NOP) {
            place = Place.BODY;
        } else if (place != Place.END) {
            super.visitInsn(opcode);
        }
    }
}

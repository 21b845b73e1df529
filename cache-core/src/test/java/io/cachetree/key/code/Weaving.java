package io.cachetree.key.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Moves the body of {@code run} to {@code run$cachetree}, and calls it as the weaver does. */
final class Weaving extends ClassVisitor {

    private String owner = "";

    private Weaving(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static void weave(Path classFile) throws IOException {
        ClassReader reader = new ClassReader(Files.readAllBytes(classFile));
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new Weaving(writer), 0);
        Files.write(classFile, writer.toByteArray());
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        owner = name;
        super.visit(version, access, name, signature, parent, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        if (!name.equals("run")) {
            return super.visitMethod(access, name, descriptor, signature, exceptions);
        }
        MethodVisitor wrapper = super.visitMethod(access, name, descriptor, signature, exceptions);
        MethodVisitor moved =
                super.visitMethod(Opcodes.ACC_PRIVATE, name + "$cachetree", descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, moved) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return wrapper.visitAnnotation(annotation, visible);
            }

            @Override
            public void visitEnd() {
                super.visitEnd();
                wrap(wrapper, descriptor);
            }
        };
    }

    private void wrap(MethodVisitor wrapper, String descriptor) {
        wrapper.visitCode();
        Label on = new Label();
        wrapper.visitMethodInsn(Opcodes.INVOKESTATIC, "io/cachetree/intercept/Woven", "active", "()Z", false);
        wrapper.visitJumpInsn(Opcodes.IFNE, on);
        wrapper.visitVarInsn(Opcodes.ALOAD, 0);
        wrapper.visitVarInsn(Opcodes.DLOAD, 1);
        wrapper.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "run$cachetree", descriptor, false);
        wrapper.visitInsn(Opcodes.DRETURN);
        wrapper.visitLabel(on);
        wrapper.visitVarInsn(Opcodes.ALOAD, 0);
        wrapper.visitVarInsn(Opcodes.DLOAD, 1);
        wrapper.visitInvokeDynamicInsn(
                "run",
                "(L" + owner + ";D)D",
                new Handle(Opcodes.H_INVOKESTATIC, "io/cachetree/intercept/Woven", "link", "()V", false),
                new Handle(Opcodes.H_INVOKESPECIAL, owner, "run$cachetree", descriptor, false),
                Type.getMethodType(descriptor));
        wrapper.visitInsn(Opcodes.DRETURN);
        wrapper.visitMaxs(0, 0);
        wrapper.visitEnd();
    }
}

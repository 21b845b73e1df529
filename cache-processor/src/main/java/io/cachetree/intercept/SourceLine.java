package io.cachetree.intercept;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds the line of the source where a method stands, in the form that a development environment links. */
public final class SourceLine {

    private SourceLine() {}

    /** Returns {@code CellDensity.segment(CellDensity.java:42)}, or without the line where the class file has none. */
    public static String of(Method method) {
        Class<?> type = method.getDeclaringClass();
        String name = type.getSimpleName() + "." + method.getName();
        String resource = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(resource)) {
            return in == null ? name : of(name, Type.getMethodDescriptor(method), in.readAllBytes());
        } catch (IOException unreadable) {
            return name;
        }
    }

    /**
     * Returns the same for a method in a class file.
     *
     * @param name the simple name of the class, and the method's name
     * @param descriptor the descriptor of the method
     */
    public static String of(String name, String descriptor, byte[] classFile) {
        Finder finder = new Finder(name.substring(name.lastIndexOf('.') + 1), descriptor);
        try {
            new ClassReader(classFile).accept(finder, ClassReader.SKIP_FRAMES);
        } catch (IllegalArgumentException unreadable) {
            return name;
        }
        return finder.line == 0 ? name : "%s(%s:%d)".formatted(name, finder.file, finder.line);
    }

    /** Takes the number of the first line that the body of the method has. */
    private static final class Finder extends ClassVisitor {
        private final String method;
        private final String descriptor;
        private @Nullable String file;
        private int line;

        Finder(String method, String descriptor) {
            super(Opcodes.ASM9);
            this.method = method;
            this.descriptor = descriptor;
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            file = source;
        }

        /** The body of a woven step stands beside it, under another name. */
        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean isNamed = name.equals(method) || name.equals(method + "$cachetree");
            return isNamed && descriptor.equals(this.descriptor) ? new FirstLine() : null;
        }

        private final class FirstLine extends MethodVisitor {
            FirstLine() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitLineNumber(int number, Label start) {
                line = line == 0 ? number : Math.min(line, number);
            }
        }
    }
}

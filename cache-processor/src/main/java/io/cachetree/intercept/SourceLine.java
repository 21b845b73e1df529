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
        Finder finder = new Finder(method);
        String resource = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in != null) {
                new ClassReader(in).accept(finder, ClassReader.SKIP_FRAMES);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return name;
        }
        return finder.line == 0 ? name : "%s(%s:%d)".formatted(name, finder.file, finder.line);
    }

    /** Takes the number of the first line that the body of the method has. */
    private static final class Finder extends ClassVisitor {
        private final Method method;
        private @Nullable String file;
        private int line;

        Finder(Method method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            file = source;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean found = name.equals(method.getName()) && descriptor.equals(Type.getMethodDescriptor(method));
            return found ? new FirstLine() : null;
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

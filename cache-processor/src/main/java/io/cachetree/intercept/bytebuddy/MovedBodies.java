package io.cachetree.intercept.bytebuddy;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes moved bodies ordinary private methods: debuggers and tools that measure coverage pass over synthetic ones, and
 * those of an interface would be public. The static initializer stays as it was.
 */
final class MovedBodies implements AsmVisitorWrapper {

    /** What stands behind the name of a step in the name of its body. */
    static final String SUFFIX = "cachetree";

    private final Set<String> bodies;

    /** Changes the bodies of the given steps, and no other method whose author named it so. */
    MovedBodies(Collection<MethodDescription.InDefinedShape> steps) {
        this.bodies = steps.stream()
                .map(step -> nameOfBody(step) + step.getDescriptor())
                .collect(Collectors.toUnmodifiableSet());
    }

    static String nameOfBody(MethodDescription step) {
        return step.getInternalName() + "$" + SUFFIX;
    }

    @Override
    public int mergeWriter(int flags) {
        return flags;
    }

    @Override
    public int mergeReader(int flags) {
        return flags;
    }

    @Override
    public ClassVisitor wrap(
            TypeDescription type,
            ClassVisitor visitor,
            Implementation.Context context,
            TypePool pool,
            FieldList<FieldDescription.InDefinedShape> fields,
            MethodList<?> methods,
            int writerFlags,
            int readerFlags) {
        return new ClassVisitor(OpenedClassReader.ASM_API, visitor) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                int ours = bodies.contains(name + descriptor) ? asPrivate(access) : access;
                MethodVisitor to = super.visitMethod(ours, name, descriptor, signature, exceptions);
                return to != null && name.equals("<clinit>") && hasRoomForMore(context) ? new KeptInitializer(to) : to;
            }
        };
    }

    private static boolean hasRoomForMore(Implementation.Context context) {
        return context instanceof Implementation.Context.ExtractableView view && view.isEnabled();
    }

    private static int asPrivate(int access) {
        return (access & ~(Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PUBLIC)) | Opcodes.ACC_PRIVATE;
    }
}

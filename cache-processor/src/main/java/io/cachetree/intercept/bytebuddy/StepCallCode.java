package io.cachetree.intercept.bytebuddy;

import io.cachetree.intercept.woven.WovenStep;
import io.cachetree.tree.InvalidStepException;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodReturn;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.JavaConstant;

/**
 * The code in place of a step's body, of all ways of interception that write code:
 *
 * <pre>{@code
 * if (!WovenStep.isActive()) return segment$cachetree(scan, threshold);   // or super.segment
 * return <WovenStep.link>(this, scan, threshold);                        // invokedynamic
 * }</pre>
 *
 * <p>A dynamic constant in place of the dynamic call would keep JDK 17 from compiling the method while no tree is open.
 */
final class StepCallCode implements Implementation {

    private static final String ENTRY = Type.getInternalName(WovenStep.class);
    private static final String LINK = MethodType.methodType(
                    CallSite.class,
                    MethodHandles.Lookup.class,
                    String.class,
                    MethodType.class,
                    MethodHandle.class,
                    Class.class,
                    MethodType.class,
                    String.class)
            .toMethodDescriptorString();

    private final Function<MethodDescription, String> names;

    /** Writes steps whose parameters have the given names, separated by {@code ;}. */
    StepCallCode(Function<MethodDescription, String> names) {
        this.names = names;
    }

    @Override
    public InstrumentedType prepare(InstrumentedType type) {
        return type;
    }

    @Override
    public ByteCodeAppender appender(Target target) {
        return (visitor, context, method) -> write(target, visitor, context, method);
    }

    private ByteCodeAppender.Size write(
            Target target, MethodVisitor visitor, Context context, MethodDescription method) {
        SpecialMethodInvocation body = body(target, method);
        StackManipulation arguments =
                MethodVariableAccess.allArgumentsOf(method).prependThisReference();
        StackManipulation end = MethodReturn.of(method.getReturnType());
        Label active = new Label();
        visitor.visitMethodInsn(Opcodes.INVOKESTATIC, ENTRY, "isActive", "()Z", false);
        visitor.visitJumpInsn(Opcodes.IFNE, active);
        int plain = new StackManipulation.Compound(arguments, body, end)
                .apply(visitor, context)
                .getMaximalSize();
        visitor.visitLabel(active);
        context.getFrameGeneration().same(visitor, method.getParameters().asTypeList());
        arguments.apply(visitor, context);
        link(visitor, target.getInstrumentedType(), method, body);
        end.apply(visitor, context);
        int result = method.getReturnType().getStackSize().getSize();
        return new ByteCodeAppender.Size(Math.max(plain, Math.max(1, result)), method.getStackSize());
    }

    /** Where the body is now: moved to another name, in the superclass, or a default of an interface. */
    private static SpecialMethodInvocation body(Target target, MethodDescription method) {
        SpecialMethodInvocation moved = target.invokeSuper(method.asSignatureToken());
        SpecialMethodInvocation body = moved.isValid() ? moved : target.invokeDefault(method.asSignatureToken());
        if (!body.isValid()) {
            throw new IllegalStateException("Nowhere to find the body of " + method);
        }
        requireName(body.toMethodHandle(), target.getInstrumentedType(), method);
        return body;
    }

    /** By default the Maven plugin makes up another name for each build. */
    private static void requireName(JavaConstant.MethodHandle body, TypeDescription type, MethodDescription method) {
        String expected = MovedBodies.nameOfBody(method);
        if (body.getOwnerType().equals(type) && !body.getName().equals(expected)) {
            throw new InvalidStepException(
                    "Cannot weave \"%s\": the body of %s would be named \"%s\", and not \"%s\". Set <suffix>%s</suffix> in the configuration of byte-buddy-maven-plugin."
                            .formatted(type.getName(), method.getName(), body.getName(), expected, MovedBodies.SUFFIX));
        }
    }

    private void link(
            MethodVisitor visitor, TypeDescription type, MethodDescription method, SpecialMethodInvocation body) {
        JavaConstant.MethodHandle handle = body.toMethodHandle();
        visitor.visitInvokeDynamicInsn(
                method.getInternalName(),
                site(type, method),
                new Handle(Opcodes.H_INVOKESTATIC, ENTRY, "link", LINK, false),
                new Handle(
                        handle.getHandleType().getIdentifier(),
                        handle.getOwnerType().getInternalName(),
                        handle.getName(),
                        handle.getDescriptor(),
                        handle.getOwnerType().isInterface()),
                Type.getType(method.getDeclaringType().asErasure().getDescriptor()),
                Type.getMethodType(method.asDefined().getDescriptor()),
                names.apply(method));
    }

    private static String site(TypeDescription type, MethodDescription method) {
        return method.isStatic()
                ? method.getDescriptor()
                : "(" + type.getDescriptor() + method.getDescriptor().substring(1);
    }
}

package io.cachetree.intercept.woven;

import io.cachetree.engine.open.StrayCalls;
import io.cachetree.intercept.Proceed;
import io.cachetree.intercept.StepDeclaration;
import io.cachetree.intercept.StepInterceptor;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step of a woven class, as its call site knows it: the method, and a handle on the body that was moved away.
 *
 * <p>Woven code asks {@link #isActive} first and runs the body by itself if the answer is no. What it calls otherwise is
 * linked once by {@link #link}. Both are for woven code only.
 *
 * <p>Thread safety: any number of threads.
 */
public final class WovenStep {

    private static final StepInterceptor INTERCEPTOR = new StepInterceptor(Optional.empty());
    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private WovenStep() {}

    /**
     * A step as its call site knows it. A record, because the JVM takes the fields of records for constants: the body is
     * then compiled into the call.
     */
    private record Site(StepDeclaration declaration, MethodHandle body) implements Proceed {

        /** The call site reaches it by its name. */
        @SuppressWarnings("UnusedMethod")
        private @Nullable Object call(@Nullable Object self, @Nullable Object[] arguments) throws Throwable {
            return INTERCEPTOR.call(declaration, self, arguments, this);
        }

        @Override
        public @Nullable Object run(@Nullable Object self, @Nullable Object[] arguments) throws Throwable {
            return (Object) body.invokeExact(self, arguments);
        }
    }

    /** Returns whether a call made now is of interest to a tree; if not, the body can be run without ado. */
    public static boolean isActive() {
        return StrayCalls.arePossible();
    }

    /** Returns whether the steps that a class declares are intercepted without anybody's doing. */
    public static boolean isWoven(Class<?> type) {
        return type.isAnnotationPresent(Woven.class);
    }

    /**
     * Links the call of a step; the JVM calls this when it comes to the call for the first time.
     *
     * @param lookup what the calling class can see
     * @param name the name of the step's method
     * @param site the type of the call: the parameters of the method, after the object if it is not static
     * @param body the moved body
     * @param declaring the class that declares the method
     * @param descriptor the type of the method
     * @param names the names of its parameters, separated by {@code ;}, or nothing if the weaver did not know them
     */
    public static CallSite link(
            Lookup lookup,
            String name,
            MethodType site,
            MethodHandle body,
            Class<?> declaring,
            MethodType descriptor,
            String names)
            throws ReflectiveOperationException {
        Method method = method(declaring, name, descriptor);
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        StepDeclaration declaration = names.isEmpty()
                ? StepDeclaration.of(method, lookup)
                : StepDeclaration.of(method, lookup, List.of(names.split(";")));
        Site step = new Site(declaration, uniform(body, isStatic, descriptor.parameterCount()));
        MethodHandle call = MethodHandles.lookup().bind(step, "call", CALL);
        MethodHandle onSelf = isStatic ? MethodHandles.insertArguments(call, 0, (Object) null) : call;
        return new ConstantCallSite(
                onSelf.asCollector(Object[].class, descriptor.parameterCount()).asType(site));
    }

    private static Method method(Class<?> declaring, String name, MethodType descriptor) throws NoSuchMethodException {
        return Stream.of(declaring.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .filter(each -> MethodType.methodType(each.getReturnType(), each.getParameterTypes())
                        .equals(descriptor))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(declaring.getName() + "." + name + descriptor));
    }

    /** Returns a handle that takes the object, or null of a static step, and the array of the arguments. */
    private static MethodHandle uniform(MethodHandle body, boolean isStatic, int parameters) {
        MethodHandle fixed = body.asFixedArity();
        MethodHandle onSelf = isStatic ? MethodHandles.dropArguments(fixed, 0, Object.class) : fixed;
        return onSelf.asSpreader(Object[].class, parameters).asType(CALL);
    }
}

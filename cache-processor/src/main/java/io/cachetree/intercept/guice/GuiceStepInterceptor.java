package io.cachetree.intercept.guice;

import com.google.inject.TypeLiteral;
import io.cachetree.intercept.StepInterceptor;
import io.cachetree.intercept.StepMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** From an invocation of Guice to a call of a step. */
final class GuiceStepInterceptor implements MethodInterceptor {

    private record Step(Method method, Class<?> receiver) {}

    private final StepInterceptor interceptor;
    private final ConcurrentMap<Step, StepMethod> steps = new ConcurrentHashMap<>();

    GuiceStepInterceptor(StepInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!interceptor.isActive()) {
            return invocation.proceed();
        }
        Object self = invocation.getThis();
        StepMethod step = steps.computeIfAbsent(
                new Step(invocation.getMethod(), written(self.getClass())), GuiceStepInterceptor::read);
        return interceptor.call(step, self, invocation.getArguments(), invocation::proceed);
    }

    /** Guice makes a subclass for its interceptors; the author wrote the one above. */
    private static Class<?> written(Class<?> type) {
        return type.getName().contains("$$EnhancerByGuice$$") ? type.getSuperclass() : type;
    }

    /** Only the receiver's class knows what a type variable of a generic superclass stands for. */
    private static StepMethod read(Step step) {
        Type returnType =
                TypeLiteral.get(step.receiver()).getReturnType(step.method()).getType();
        return StepMethod.of(step.method(), returnType, step.receiver());
    }
}

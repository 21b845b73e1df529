package io.cachetree.intercept.guice;

import io.cachetree.intercept.StepDeclaration;
import io.cachetree.intercept.StepInterceptor;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** From an invocation of Guice to a call of a step. */
final class GuiceStepInterceptor implements MethodInterceptor {

    private final StepInterceptor interceptor;
    private final ConcurrentMap<Method, StepDeclaration> steps = new ConcurrentHashMap<>();

    GuiceStepInterceptor(StepInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!interceptor.isActive()) {
            return invocation.proceed();
        }
        StepDeclaration step = steps.computeIfAbsent(invocation.getMethod(), StepDeclaration::of);
        return interceptor.call(
                step, invocation.getThis(), invocation.getArguments(), (self, arguments) -> invocation.proceed());
    }
}

package io.cachetree.intercept.guice;

import io.cachetree.CacheTree;
import io.cachetree.engine.call.Scope;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Opens the tree of the injector around a step that intercepts itself, if it is called from outside of any. */
final class OpenTree implements MethodInterceptor {

    private final CacheTree tree;

    OpenTree(CacheTree tree) {
        this.tree = tree;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (Scope.currentOrNull() != null) {
            return invocation.proceed();
        }
        try (Scope.Binding binding = Scope.bind(tree.scope())) {
            return invocation.proceed();
        }
    }
}

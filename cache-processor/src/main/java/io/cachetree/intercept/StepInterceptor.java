package io.cachetree.intercept;

import io.cachetree.CacheTree;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.open.StrayCalls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all ways of interception come to: a call of a step goes to the tree of the innermost scope, else to the tree
 * that this interceptor was made with; where there is neither, the body runs as it is.
 *
 * <p>Thread safety: any number of threads.
 */
public final class StepInterceptor {

    private final @Nullable CacheTree tree;

    /** Creates an interceptor, with the tree for calls that are made outside of any scope. */
    public StepInterceptor(Optional<CacheTree> tree) {
        this.tree = tree.orElse(null);
    }

    /** Returns whether a call made now is of interest to a tree; if not, the body can be run without ado. */
    public boolean isActive() {
        return tree != null || StrayCalls.arePossible();
    }

    /**
     * Calls a step.
     *
     * @param self the object that it is called on; {@code null} if the method is static
     * @param arguments its arguments: the directory is put into the array
     * @throws Throwable what the body throws, as it is
     */
    public @Nullable Object call(
            StepDeclaration declaration, @Nullable Object self, @Nullable Object[] arguments, Proceed proceed)
            throws Throwable {
        Optional<StepMethod> declared = declaration.on(self);
        if (declared.isEmpty()) {
            return proceed.run(self, arguments);
        }
        StepMethod step = declared.get();
        Scope scope = Scope.currentOrNull();
        if (scope != null) {
            return step.result(scope.call(new MethodCall(step, self, arguments, proceed)));
        }
        if (tree == null) {
            StrayCalls.note(step.id());
            return proceed.run(self, arguments);
        }
        scope = tree.scope();
        try (Scope.Binding binding = Scope.bind(scope)) {
            return step.result(scope.call(new MethodCall(step, self, arguments, proceed)));
        }
    }
}

package io.cachetree.intercept.guice;

import com.google.inject.AbstractModule;
import com.google.inject.matcher.Matcher;
import com.google.inject.matcher.Matchers;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.intercept.StepAnnotations;
import io.cachetree.intercept.StepInterceptor;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Makes the methods annotated {@link io.cachetree.annotation.Cached} of all objects that Guice makes steps.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(CacheTreeModule.of(tree));
 * injector.getInstance(CellDensity.class).measure(scan, 0.4);
 * }</pre>
 *
 * <ul>
 *   <li>Calls within a class are steps too, since Guice makes a subclass.
 *   <li>What Guice cannot intercept (private, static and final methods; objects that it did not make) is an error when
 *       the injector is created, or when it first makes an object of the class.
 *   <li>{@code Provider<CacheContext>} can be injected.
 * </ul>
 */
public final class CacheTreeModule extends AbstractModule {

    private final Optional<CacheTree> tree;

    private CacheTreeModule(Optional<CacheTree> tree) {
        this.tree = tree;
    }

    /** Creates a module without a tree of its own: steps count where {@link CacheTree#call} opens one. */
    public CacheTreeModule() {
        this(Optional.empty());
    }

    /** Creates a module whose steps count in the given tree, unless {@link CacheTree#call} opens another. */
    public static CacheTreeModule of(CacheTree tree) {
        return new CacheTreeModule(Optional.of(tree));
    }

    @Override
    protected void configure() {
        InterceptionAudit audit = new InterceptionAudit();
        bindInterceptor(Matchers.any(), new Steps(), new GuiceStepInterceptor(new StepInterceptor(tree)));
        bind(CacheContext.class).toProvider(CacheContext::current);
        bindListener(Matchers.any(), audit);
        requestInjection(audit);
    }

    private static final class Steps implements Matcher<Method> {
        @Override
        public boolean matches(Method method) {
            return StepAnnotations.of(method).cached().isPresent();
        }
    }
}

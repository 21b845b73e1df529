package io.cachetree.intercept.guice;

import com.google.inject.AbstractModule;
import com.google.inject.matcher.Matcher;
import com.google.inject.matcher.Matchers;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.intercept.RunTimeInterception;
import io.cachetree.intercept.StepAnnotations;
import io.cachetree.intercept.StepInterceptor;
import io.cachetree.intercept.woven.WovenStep;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
 *       the injector is created, or when it first makes an object of the class. So is a step that is not declared right.
 *   <li>The steps of woven classes are left alone: all of them are intercepted already. Those that Guice could intercept
 *       count in the module's tree when they are called from outside of any, like all others.
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
        RunTimeInterception.isUsed();
        InterceptionAudit audit = new InterceptionAudit();
        bindInterceptor(
                Matchers.any(),
                steps().and(Matchers.not(woven())),
                new GuiceStepInterceptor(new StepInterceptor(tree)));
        tree.ifPresent(each -> bindInterceptor(subclassable(), steps().and(woven()), new OpenTree(each)));
        bind(CacheContext.class).toProvider(CacheContext::current);
        bindListener(Matchers.any(), audit);
        requestInjection(audit);
    }

    private static Matcher<Method> steps() {
        return matcher(method -> StepAnnotations.of(method).cached().isPresent());
    }

    private static Matcher<Method> woven() {
        return matcher(method -> WovenStep.isWoven(method.getDeclaringClass()));
    }

    /** A woven class need not be one that Guice can make a subclass of. */
    private static Matcher<Class<?>> subclassable() {
        return matcher(type -> !Modifier.isFinal(type.getModifiers())
                && Stream.of(type.getDeclaredConstructors())
                        .anyMatch(each -> !Modifier.isPrivate(each.getModifiers())));
    }

    private static <T> Matcher<T> matcher(Predicate<T> predicate) {
        return predicate::test;
    }
}

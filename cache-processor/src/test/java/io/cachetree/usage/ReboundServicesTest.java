package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Provides;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Keyed;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.bytebuddy.CachedObjects;
import io.cachetree.intercept.guice.CacheTreeModule;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** A step depends on which implementations its object holds, whoever put them there. */
class ReboundServicesTest {

    interface Thresholder {
        int level(int scan);
    }

    static class Otsu implements Thresholder {
        @Override
        public int level(int scan) {
            return scan + 1;
        }
    }

    static class Triangle implements Thresholder {
        @Override
        public int level(int scan) {
            return scan + 2;
        }
    }

    enum Fixed implements Thresholder {
        LOW,
        HIGH;

        @Override
        public int level(int scan) {
            return this == LOW ? 0 : 1;
        }
    }

    static class Percentile implements Thresholder {
        @Keyed
        private final double fraction;

        Percentile(double fraction) {
            this.fraction = fraction;
        }

        @Override
        public int level(int scan) {
            return (int) (scan * fraction) + 3;
        }
    }

    static class ByConstructor {
        private final Thresholder thresholder;

        @Inject
        ByConstructor(Thresholder thresholder) {
            this.thresholder = thresholder;
        }

        @Cached(version = "1")
        int segment(int scan) {
            return thresholder.level(scan);
        }
    }

    static class ByField {
        @Inject
        @Nullable Thresholder thresholder;

        @Cached
        int segment(int scan) {
            return thresholder == null ? -1 : thresholder.level(scan);
        }
    }

    static class Keeping implements Thresholder {
        @Keyed
        private final int kept;

        Keeping() {
            this.kept = 1;
        }

        @Override
        @Cached
        public int level(int scan) {
            return kept;
        }
    }

    /** Has no step, and is no business of the tree. */
    static class Service implements Thresholder {
        private final Thresholder inner;

        @Inject
        Service(Thresholder inner) {
            this.inner = inner;
        }

        @Override
        public int level(int scan) {
            return inner.level(scan);
        }
    }

    static final class FinalService {
        private final Thresholder inner;

        FinalService(Thresholder inner) {
            this.inner = inner;
        }
    }

    static final class Smoother {
        int smooth(int scan) {
            return scan + 1;
        }
    }

    static class Smoothing {
        private final @Nullable Smoother smoother;

        Smoothing(@Nullable Smoother smoother) {
            this.smoother = smoother;
        }

        @Cached
        int segment(int scan) {
            return smoother == null ? scan : smoother.smooth(scan);
        }
    }

    static class Deep {
        private final Service service;
        private final FinalService other;

        Deep(Thresholder first, Thresholder second) {
            this.service = new Service(first);
            this.other = new FinalService(second);
        }

        @Cached
        int segment(int scan) {
            return service.level(scan) + other.inner.level(scan);
        }
    }

    static class Pipeline {
        private final ByConstructor segmenter;

        @Inject
        Pipeline(ByConstructor segmenter) {
            this.segmenter = segmenter;
        }

        @Cached
        int measure(int scan) {
            return segmenter.segment(scan);
        }
    }

    static class Two {
        private final Thresholder first;
        private final Thresholder second;

        Two(Thresholder first, Thresholder second) {
            this.first = first;
            this.second = second;
        }

        @Cached
        int segment(int scan) {
            return first.level(scan) + second.level(scan);
        }
    }

    static class Functional {
        private final IntUnaryOperator function;

        Functional(IntUnaryOperator function) {
            this.function = function;
        }

        @Cached
        int segment(int scan) {
            return function.applyAsInt(scan);
        }
    }

    static class PostProcessing {
        private final @Nullable IntUnaryOperator function;

        PostProcessing(@Nullable IntUnaryOperator function) {
            this.function = function;
        }

        @Cached
        int segment(int scan) {
            return function == null ? scan : function.applyAsInt(scan);
        }
    }

    static class Twice implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return 2 * x;
        }
    }

    static class Thrice implements IntUnaryOperator {
        @Override
        public int applyAsInt(int x) {
            return 3 * x;
        }
    }

    /** Its fields are of the kinds that differ between environments and do not change what a step computes. */
    static class Surroundings {
        private final Logger log;
        private final Executor executor;
        private final Provider<CacheContext> context;
        private final Provider<Thresholder> provider;
        private final CacheTree tree;
        private final List<Thresholder> list;

        @Unkeyed
        private final Thresholder unkeyed;

        Surroundings(
                Logger log, Executor executor, Provider<Thresholder> provider, CacheTree tree, Thresholder unkeyed) {
            this.log = log;
            this.executor = executor;
            this.context = CacheContext::current;
            this.provider = provider;
            this.tree = tree;
            this.list = List.of(unkeyed);
            this.unkeyed = unkeyed;
        }

        @Cached
        int segment(int scan) {
            log.info("{} {} {} {} {}", executor, context, provider, tree, list);
            return unkeyed.level(scan);
        }
    }

    static class Ring {
        private @Nullable Ring next;
        private final Thresholder thresholder;

        Ring(Thresholder thresholder) {
            this.thresholder = thresholder;
        }

        @Cached
        int segment(int scan) {
            return next == null ? 0 : next.thresholder.level(scan);
        }
    }

    static class Link implements Thresholder {
        private final @Nullable Link next;

        Link(@Nullable Link next) {
            this.next = next;
        }

        @Override
        public int level(int scan) {
            return next == null ? 1 : 2;
        }
    }

    @TempDir
    private Path root;

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    private <T> T in(Function<CacheTree, T> work) {
        events.clear();
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(root)) {
            return work.apply(tree);
        }
    }

    private int call(Supplier<Integer> call) {
        return in(tree -> tree.call(call::get));
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (CacheEvent event : events) {
            if (event instanceof CacheEvent.StepMissed missed) {
                reasons.add(missed.reason().text());
            }
        }
        return reasons;
    }

    private <T> int injected(Class<T> type, Function<T, Integer> call, Module module) {
        Injector injector = Guice.createInjector(new CacheTreeModule(), module);
        return call(() -> call.apply(injector.getInstance(type)));
    }

    private static Module bound(Class<? extends Thresholder> implementation) {
        return binder -> binder.bind(Thresholder.class).to(implementation);
    }

    private static <T> T object(Class<T> type, @Nullable Object... arguments) {
        return CachedObjects.create(type, arguments);
    }

    @Test
    void anotherBindingRunsTheStepAgainAndSaysWhy() {
        assertThat(injected(ByConstructor.class, each -> each.segment(1), bound(Otsu.class)))
                .isEqualTo(2);
        assertThat(injected(ByConstructor.class, each -> each.segment(1), bound(Triangle.class)))
                .isEqualTo(3);
        assertThat(reasons()).containsExactly("ByConstructor.thresholder Otsu -> Triangle");
        assertThat(injected(ByConstructor.class, each -> each.segment(1), bound(Otsu.class)))
                .isEqualTo(2);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void soDoesAnotherBindingOfAnInjectedField() {
        assertThat(injected(ByField.class, each -> each.segment(1), bound(Otsu.class)))
                .isEqualTo(2);
        assertThat(injected(ByField.class, each -> each.segment(1), bound(Triangle.class)))
                .isEqualTo(3);
        assertThat(reasons()).containsExactly("ByField.thresholder Otsu -> Triangle");
        assertThat(call(() -> object(ByField.class).segment(1))).isEqualTo(-1);
        assertThat(reasons()).containsExactly("ByField.thresholder Triangle -> null");
    }

    @Test
    void itDoesNotMatterHowAnImplementationWasMade() {
        Module provided = new AbstractModule() {
            @Provides
            Thresholder thresholder() {
                return new Otsu();
            }
        };
        Module instance = binder -> binder.bind(Thresholder.class).toInstance(new Otsu());

        injected(ByConstructor.class, each -> each.segment(1), bound(Otsu.class));
        assertThat(reasons()).hasSize(1);
        injected(ByConstructor.class, each -> each.segment(1), provided);
        assertThat(reasons()).isEmpty();
        injected(ByConstructor.class, each -> each.segment(1), instance);
        assertThat(reasons()).isEmpty();
        call(() -> object(ByConstructor.class, new Otsu()).segment(1));
        assertThat(reasons()).isEmpty();
        call(() -> object(ByConstructor.class, object(Otsu.class)).segment(1));
        assertThat(reasons()).isEmpty();
    }

    @Test
    void subclassThatALibraryMadeIsTheClassThatItsAuthorWrote() throws ReflectiveOperationException {
        Otsu made = new ByteBuddy()
                .subclass(Otsu.class)
                .make()
                .load(Otsu.class.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance();

        call(() -> object(ByConstructor.class, new Otsu()).segment(1));
        call(() -> object(ByConstructor.class, made).segment(1));
        assertThat(made.getClass()).isNotEqualTo(Otsu.class);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void hiddenSubclassIsTheClassThatItsAuthorWroteToo() throws ReflectiveOperationException {
        byte[] bytes = new ByteBuddy().subclass(Percentile.class).make().getBytes();
        Thresholder made = (Thresholder) MethodHandles.lookup()
                .defineHiddenClass(bytes, true)
                .lookupClass()
                .getDeclaredConstructor(double.class)
                .newInstance(0.5);

        call(() -> object(ByConstructor.class, new Percentile(0.5)).segment(1));
        call(() -> object(ByConstructor.class, made).segment(1));
        assertThat(made.getClass().isHidden()).isTrue();
        assertThat(reasons()).isEmpty();
    }

    @Test
    void whetherThereIsAnObjectOfAFinalClassCounts() {
        assertThat(call(() -> object(Smoothing.class, new Smoother()).segment(1)))
                .isEqualTo(2);
        assertThat(call(() -> object(Smoothing.class, (Object) null).segment(1)))
                .isEqualTo(1);
        assertThat(reasons()).containsExactly("Smoothing.smoother Smoother -> null");
    }

    @Test
    void stepsAboveDependOnItToo() {
        assertThat(injected(Pipeline.class, each -> each.measure(1), bound(Otsu.class)))
                .isEqualTo(2);
        assertThat(injected(Pipeline.class, each -> each.measure(1), bound(Triangle.class)))
                .isEqualTo(3);
        assertThat(reasons())
                .containsExactly(
                        "Pipeline.segmenter …thresholder=Otsu… -> …thresholder=Triangle…",
                        "ByConstructor.thresholder Otsu -> Triangle");
    }

    @Test
    void implementationWithOtherKeyedFieldsIsTheFirstReason() {
        call(() -> object(ByConstructor.class, new Otsu()).segment(1));
        call(() -> object(ByConstructor.class, object(Keeping.class)).segment(1));
        assertThat(reasons())
                .first()
                .isEqualTo("ByConstructor.thresholder Otsu -> Keeping, inputs redefined: "
                        + "[scan, ByConstructor.thresholder] -> "
                        + "[scan, thresholder.Keeping.kept, ByConstructor.thresholder]");
    }

    @Test
    void servicesThatHoldServicesAreLookedThrough() {
        assertThat(call(() -> object(Deep.class, new Otsu(), new Otsu()).segment(1)))
                .isEqualTo(4);
        assertThat(call(() -> object(Deep.class, new Triangle(), new Otsu()).segment(1)))
                .isEqualTo(5);
        assertThat(reasons()).containsExactly("Deep.service Service[inner=Otsu] -> Service[inner=Triangle]");
        assertThat(call(() -> object(Deep.class, new Otsu(), new Triangle()).segment(1)))
                .isEqualTo(5);
        assertThat(call(() -> object(Deep.class, new Otsu(), new Otsu()).segment(1)))
                .isEqualTo(4);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void constantOfAnEnumCountsByItsName() {
        assertThat(call(() -> object(ByConstructor.class, Fixed.LOW).segment(1)))
                .isZero();
        assertThat(call(() -> object(ByConstructor.class, Fixed.HIGH).segment(1)))
                .isEqualTo(1);
        assertThat(reasons()).containsExactly("ByConstructor.thresholder LOW -> HIGH");
    }

    @Test
    void keyedFieldsOfAnImplementationCount() {
        assertThat(call(() -> object(ByConstructor.class, new Percentile(0.5)).segment(8)))
                .isEqualTo(7);
        assertThat(call(() -> object(ByConstructor.class, new Percentile(0.25)).segment(8)))
                .isEqualTo(5);
        assertThat(reasons()).containsExactly("ByConstructor.thresholder …fraction=0.5… -> …fraction=0.25…");
    }

    @Test
    void ofWhatCannotBeNamedItCountsThatItIsThere() {
        Thresholder proxy = (Thresholder) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Thresholder.class}, (self, method, arguments) -> 7);

        call(() -> object(ByConstructor.class, new Otsu()).segment(1));
        assertThat(call(() ->
                        object(ByConstructor.class, (Thresholder) x -> x + 9).segment(1)))
                .isEqualTo(10);
        assertThat(reasons()).containsExactly("ByConstructor.thresholder Otsu -> lambda");
        call(() -> object(ByConstructor.class, (Thresholder) x -> x + 10).segment(1));
        assertThat(reasons()).isEmpty();
        assertThat(call(() -> object(ByConstructor.class, proxy).segment(1))).isEqualTo(7);
        assertThat(reasons()).containsExactly("ByConstructor.thresholder lambda -> proxy of Thresholder");
    }

    @Test
    void ownFunctionBehindATypeOfTheJdkCounts() {
        assertThat(call(() -> object(Functional.class, new Twice()).segment(1))).isEqualTo(2);
        assertThat(call(() -> object(Functional.class, new Thrice()).segment(1)))
                .isEqualTo(3);
        assertThat(reasons()).containsExactly("Functional.function Twice -> Thrice");
    }

    @Test
    void ofAnOwnLambdaBehindATypeOfTheJdkItCountsThatItIsThere() {
        assertThat(call(() -> object(PostProcessing.class, (Object) null).segment(1)))
                .isEqualTo(1);
        assertThat(call(() -> object(PostProcessing.class, (IntUnaryOperator) x -> x + 9)
                        .segment(1)))
                .isEqualTo(10);
        call(() -> object(PostProcessing.class, (IntUnaryOperator) x -> x + 8).segment(1));
        assertThat(reasons()).isEmpty();
    }

    @Test
    void oneObjectInTwoFieldsIsTheSameAsTwoObjects() {
        Thresholder shared = new Service(new Otsu());
        call(() -> object(Two.class, shared, shared).segment(1));
        call(() -> object(Two.class, new Service(new Otsu()), new Service(new Otsu()))
                .segment(1));
        assertThat(reasons()).isEmpty();
    }

    @Test
    void whatDiffersBetweenEnvironmentsDoesNotCount() {
        Provider<Thresholder> one = Otsu::new;
        Provider<Thresholder> other = new Provider<>() {
            @Override
            public Thresholder get() {
                return new Triangle();
            }
        };
        in(tree -> tree.call(() -> object(
                        Surroundings.class,
                        LoggerFactory.getLogger("a"),
                        (Executor) Runnable::run,
                        one,
                        tree,
                        new Otsu())
                .segment(1)));
        assertThat(reasons()).hasSize(1);
        in(tree -> tree.call(() -> object(
                        Surroundings.class,
                        NOPLogger.NOP_LOGGER,
                        java.util.concurrent.ForkJoinPool.commonPool(),
                        other,
                        tree,
                        new Triangle())
                .segment(1)));
        assertThat(reasons()).isEmpty();
    }

    @Test
    void ringsAndLongChainsEnd() {
        Ring first = object(Ring.class, new Otsu());
        first.next = first;
        call(() -> first.segment(1));
        assertThat(reasons()).hasSize(1);

        Link chain = new Link(null);
        for (int i = 0; i < 100_000; i++) {
            chain = new Link(chain);
        }
        Link last = chain;
        call(() -> object(ByConstructor.class, last).segment(1));
        assertThat(reasons()).hasSize(1);
        call(() -> object(ByConstructor.class, new Link(last)).segment(1));
        assertThat(reasons()).as("what lies deeper than the limit").isEmpty();
    }
}

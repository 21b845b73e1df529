package io.cachetree.ways;

import static io.cachetree.ways.Outcome.ERROR;
import static io.cachetree.ways.Outcome.PLAIN;
import static io.cachetree.ways.Outcome.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Provides;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A kind of method, or of call, with what Guice and {@code CachedObjects} make of it; the others intercept all. */
@SuppressWarnings("ImmutableEnumChecker") // Its calls are lambdas that hold nothing.
enum Kind {
    PUBLIC("public method", STEP, STEP, way -> way.make(Steps.Plain.class).publicly(2)),
    PROTECTED("protected method", STEP, STEP, way -> way.make(Steps.Plain.class).guarded(2)),
    PACKAGE_PRIVATE(
            "package-private method",
            STEP,
            STEP,
            way -> way.make(Steps.Plain.class).inPackage(2)),
    PRIVATE("private method", ERROR, ERROR, way -> way.make(Steps.Private.class).callsIt(2)),
    FINAL("final method", ERROR, ERROR, way -> way.make(Steps.Final.class).step(2)),
    STATIC("static method", ERROR, ERROR, way -> {
        way.make(Steps.Static.class);
        return Steps.Static.step(2);
    }),
    SELF_CALL(
            "call within the class",
            STEP,
            STEP,
            way -> way.make(Steps.Plain.class).callsItself(2)),
    LAMBDA("call by a lambda", STEP, STEP, way -> {
        Steps.Plain steps = way.make(Steps.Plain.class);
        IntUnaryOperator lambda = x -> steps.publicly(x) + 1;
        return lambda.applyAsInt(2);
    }),
    METHOD_REFERENCE("call by a method reference", STEP, STEP, way -> {
        IntUnaryOperator reference = way.make(Steps.Plain.class)::publicly;
        return reference.applyAsInt(2);
    }),
    FINAL_CLASS(
            "method of a final class",
            ERROR,
            ERROR,
            way -> way.make(Steps.FinalClass.class).step(2)),
    RECORD(
            "method of a record",
            ERROR,
            ERROR,
            way -> way.make(Steps.Threshold.class).step(2)),
    ENUM("method of an enum", PLAIN, PLAIN, way -> {
        List<String> named = List.of(Steps.Axis.X.step(2), Steps.Axis.Y.step(2));
        assertThat(named).containsExactly("X2", "Y2");
        return named;
    }),
    CONSTANT_BODY("method in the body of an enum's constant", PLAIN, PLAIN, way -> Steps.Filter.MEDIAN.step(2)),
    INTERFACE_ANNOTATION("annotation on the interface's method only", STEP, STEP, way -> {
        Steps.Segmentation<Integer> steps = way.make(Steps.Segmenter.class);
        return steps.step(2);
    }),
    INTERFACE_DEFAULT("default method of an interface", STEP, STEP, way -> {
        Steps.Counting steps = way.make(Steps.Counter.class);
        return steps.step(2);
    }),
    INTERFACE_STATIC("static method of an interface", ERROR, ERROR, way -> {
        way.make(Steps.Counter2.class);
        return Steps.StaticCounting.step(2);
    }),
    INTERFACE_PRIVATE(
            "private method of an interface",
            ERROR,
            ERROR,
            way -> way.make(Steps.Counter3.class).callsIt(2)),
    INHERITED("inherited method", STEP, STEP, way -> way.make(Steps.Child.class).publicly(2)),
    OVERRIDING(
            "overriding method that calls super",
            STEP,
            STEP,
            way -> way.make(Steps.Overriding.class).publicly(2)),
    BRIDGE("method of a generic superclass, by its bridge", STEP, STEP, way -> {
        Steps.Measurement<Integer> steps = way.make(Steps.AreaMeasurement.class);
        return steps.measure(2);
    }),
    GENERIC_RESULT(
            "method with a result of a type variable",
            STEP,
            STEP,
            way -> way.make(Steps.AreaMeasurement.class).inList(2)),
    VARARGS(
            "variable number of arguments",
            STEP,
            STEP,
            way -> way.make(Steps.Shapes.class).sum(1, 2, 3)),
    PRIMITIVES(
            "parameters and results of all primitive types",
            STEP,
            STEP,
            way -> way.make(Steps.Shapes.class).allPrimitives()),
    ARRAYS("arrays", STEP, STEP, way -> way.make(Steps.Shapes.class).doubled(new double[] {1, 2})),
    VOID("no result", STEP, STEP, way -> {
        way.make(Steps.Shapes.class).nothing(2);
        return null;
    }),
    EXCEPTION("checked exception, passed on unchanged", STEP, STEP, way -> {
        IOException expected = new IOException("no microscope");
        Throwable thrown = thrownBy(() -> way.make(Steps.Shapes.class).fails(expected));
        assertThat(thrown).isSameAs(expected).hasNoSuppressedExceptions();
        return null;
    }),
    SYNCHRONIZED(
            "synchronized method",
            STEP,
            STEP,
            way -> way.make(Steps.Shapes.class).locked(2)),
    RECURSION("recursion", STEP, STEP, way -> way.make(Steps.Shapes.class).factorial(5)),
    FUTURE(
            "result that comes later",
            STEP,
            STEP,
            way -> way.make(Steps.Shapes.class).later(2).join()),
    NEW("object made by new", PLAIN, PLAIN, way -> new Steps.Plain().publicly(2)),
    PROVIDES(
            "object made by @Provides",
            ERROR,
            PLAIN,
            way -> ofGuice(way, new AbstractModule() {
                @Provides
                Steps.Plain provided() {
                    return new Steps.Plain();
                }
            })),
    INSTANCE(
            "object bound by toInstance",
            ERROR,
            PLAIN,
            way -> ofGuice(way, new AbstractModule() {
                @Override
                protected void configure() {
                    bind(Steps.Plain.class).toInstance(new Steps.Plain());
                }
            })),
    PRIVATE_CONSTRUCTOR(
            "object with a private constructor",
            ERROR,
            ERROR,
            way -> way.make(Steps.Single.class).step(2));

    /** A call of a step. */
    interface Call {
        @Nullable Object by(Way way) throws Throwable;
    }

    private final String title;
    private final Outcome guice;
    private final Outcome cachedObjects;
    private final Call call;

    Kind(String title, Outcome guice, Outcome cachedObjects, Call call) {
        this.title = title;
        this.guice = guice;
        this.cachedObjects = cachedObjects;
        this.call = call;
    }

    String title() {
        return title;
    }

    Outcome expected(Way way) {
        return switch (way) {
            case GUICE -> guice;
            case CACHED_OBJECTS -> cachedObjects;
            case WOVEN, AGENT -> STEP;
        };
    }

    @Nullable Object call(Way way) throws Throwable {
        return call.by(way);
    }

    /** Without its module, Guice is one of those who make objects and know nothing of steps. */
    private static int ofGuice(Way way, Module module) {
        Module steps = way == Way.CACHED_OBJECTS ? new AbstractModule() {} : new CacheTreeModule();
        return Guice.createInjector(steps, module)
                .getInstance(Steps.Plain.class)
                .publicly(2);
    }

    private static Throwable thrownBy(Callable<?> call) {
        try {
            return new AssertionError("Nothing was thrown: " + call.call());
        } catch (Exception e) {
            return e;
        }
    }
}

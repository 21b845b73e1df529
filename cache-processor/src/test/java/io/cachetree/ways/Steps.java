package io.cachetree.ways;

import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Steps of every kind. They have versions, which {@link CodeOfWovenStepsTest} takes away to see their code. */
final class Steps {

    private Steps() {}

    static int ran(int result) {
        Runs.add();
        return result;
    }

    static class Plain {
        @Cached(version = "1")
        public int publicly(int x) {
            return ran(x + 1);
        }

        @Cached(version = "1")
        protected int guarded(int x) {
            return ran(x + 2);
        }

        @Cached(version = "1")
        int inPackage(int x) {
            return ran(x + 3);
        }

        int callsItself(int x) {
            return publicly(x);
        }
    }

    static class Private {
        @Cached(version = "1")
        private int step(int x) {
            return ran(x);
        }

        int callsIt(int x) {
            return step(x);
        }
    }

    static class Final {
        @Cached(version = "1")
        final int step(int x) {
            return ran(x);
        }
    }

    static class Static {
        @Cached(version = "1")
        static int step(int x) {
            return ran(x);
        }
    }

    static final class FinalClass {
        @Cached(version = "1")
        int step(int x) {
            return ran(x);
        }
    }

    record Threshold() {
        @Cached(version = "1")
        int step(int x) {
            return ran(x);
        }
    }

    enum Axis {
        X,
        Y;

        @Cached(version = "1")
        String step(int x) {
            return this + "" + ran(x);
        }
    }

    enum Filter {
        MEDIAN {
            @Override
            @Cached(version = "1")
            int step(int x) {
                return ran(x) + super.step(x);
            }
        };

        @Cached(version = "1")
        int step(int x) {
            return x;
        }
    }

    interface Segmentation<T> {
        @Cached(version = "1")
        T step(T x);
    }

    static class Segmenter implements Segmentation<Integer> {
        @Override
        public Integer step(Integer x) {
            return ran(x);
        }
    }

    interface Counting {
        @Cached(version = "1")
        default int step(int x) {
            return ran(x);
        }
    }

    static class Counter implements Counting {}

    interface StaticCounting {
        @Cached(version = "1")
        static int step(int x) {
            return ran(x);
        }
    }

    static class Counter2 implements StaticCounting {}

    interface PrivateCounting {
        @Cached(version = "1")
        private int step(int x) {
            return ran(x);
        }

        default int callsIt(int x) {
            return step(x);
        }
    }

    static class Counter3 implements PrivateCounting {}

    static class Child extends Plain {}

    static class Overriding extends Plain {
        @Override
        @Cached(version = "1")
        public int publicly(int x) {
            return super.publicly(x) + 10;
        }
    }

    abstract static class Measurement<T> {
        abstract T measure(T x);

        @Cached(version = "1")
        List<T> inList(T x) {
            ran(1);
            return List.of(x);
        }
    }

    static class AreaMeasurement extends Measurement<Integer> {
        @Override
        @Cached(version = "1")
        Integer measure(Integer x) {
            return ran(x * 3);
        }
    }

    static class Single {
        private Single() {}

        @Cached(version = "1")
        int step(int x) {
            return ran(x);
        }
    }

    static class Shapes {
        @Cached(version = "1")
        int sum(int... numbers) {
            return ran(IntStream.of(numbers).sum());
        }

        String allPrimitives() {
            return "" + aBoolean(true) + aByte((byte) 1) + aChar('c') + aShort((short) 2) + anInt(3) + aLong(4L)
                    + aFloat(5.5f) + aDouble(6.5) + mixed((byte) 1, 2L, 'x', 3.5, true);
        }

        @Cached(version = "1")
        boolean aBoolean(boolean x) {
            ran(1);
            return !x;
        }

        @Cached(version = "1")
        byte aByte(byte x) {
            return (byte) ran(x);
        }

        @Cached(version = "1")
        char aChar(char x) {
            ran(1);
            return x;
        }

        @Cached(version = "1")
        short aShort(short x) {
            return (short) ran(x);
        }

        @Cached(version = "1")
        int anInt(int x) {
            return ran(x);
        }

        @Cached(version = "1")
        long aLong(long x) {
            ran(1);
            return x;
        }

        @Cached(version = "1")
        float aFloat(float x) {
            ran(1);
            return x;
        }

        @Cached(version = "1")
        double aDouble(double x) {
            ran(1);
            return x;
        }

        @Cached(version = "1")
        double mixed(byte a, long b, char c, double d, boolean e) {
            ran(1);
            return e ? a + b + c + d : 0;
        }

        @Cached(version = "1")
        double[] doubled(double[] values) {
            ran(1);
            return DoubleStream.of(values).map(each -> each * 2).toArray();
        }

        @Cached(version = "1")
        void nothing(int x) {
            ran(x);
        }

        /** What fails is not committed; the step that it calls before is, if there is a tree. */
        @Cached(version = "1")
        int fails(@Unkeyed IOException failure) throws IOException {
            anInt(7);
            throw failure;
        }

        @Cached(version = "1")
        synchronized int locked(int x) {
            if (!Thread.holdsLock(this)) {
                throw new AssertionError("not locked");
            }
            return ran(x);
        }

        @Cached(version = "1")
        long factorial(int x) {
            ran(1);
            return x <= 1 ? 1 : x * factorial(x - 1);
        }

        @Cached(version = "1")
        CompletableFuture<Integer> later(int x) {
            return CompletableFuture.completedFuture(ran(x));
        }
    }
}

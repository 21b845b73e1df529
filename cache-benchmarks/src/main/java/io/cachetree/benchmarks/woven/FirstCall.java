package io.cachetree.benchmarks.woven;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.engine.call.Scope;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The first intercepted call of a step in a virtual machine, in a tree that is open already.
 *
 * <p>What is timed is the CPU that the thread takes to make the object and to call its step once. Under {@link Reuse#SKIP}
 * that is the interception; under {@link Reuse#REUSE} also the key, the codec and the commit into memory.
 */
public final class FirstCall {

    /** Who intercepts. */
    public enum Way {
        /** The weaver, at build time. */
        WOVEN,
        /** Guice, whose injector is made as well. */
        GUICE
    }

    private FirstCall() {}

    /** Makes the call, and prints how many nanoseconds it took; the arguments are a {@link Way} and a {@link Reuse}. */
    public static void main(String[] arguments) {
        Way way = Way.valueOf(arguments[0]);
        CacheOptions options = CacheOptions.of(Reuse.valueOf(arguments[1]));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (CacheTree tree = CacheTree.builder().options(options).open(Store.memory());
                Scope.Binding binding = Scope.bind(tree.scope())) {
            threads.getCurrentThreadCpuTime();
            long start = threads.getCurrentThreadCpuTime();
            int next = way == Way.WOVEN ? woven() : guice();
            long nanoseconds = threads.getCurrentThreadCpuTime() - start;
            System.out.println(next == 2 ? nanoseconds : -1);
        }
    }

    private static int woven() {
        return new WovenSteps().next(1);
    }

    private static int guice() {
        return Guice.createInjector(new CacheTreeModule())
                .getInstance(GuiceSteps.class)
                .next(1);
    }

    /** Returns the milliseconds of CPU in as many virtual machines as said, each new. */
    public static double[] milliseconds(Way way, Reuse reuse, int machines) throws IOException, InterruptedException {
        double[] milliseconds = new double[machines];
        for (int i = 0; i < machines; i++) {
            milliseconds[i] = nanoseconds(way, reuse) / 1e6;
        }
        return milliseconds;
    }

    private static long nanoseconds(Way way, Reuse reuse) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                FirstCall.class.getName(),
                way.name(),
                reuse.name());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long nanoseconds = parsed(process.getInputStream());
        if (process.waitFor() != 0 || nanoseconds < 0) {
            throw new IllegalStateException("The first call failed, %s under %s".formatted(way, reuse));
        }
        return nanoseconds;
    }

    private static long parsed(InputStream output) throws IOException {
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? -1 : Long.parseLong(text);
    }
}

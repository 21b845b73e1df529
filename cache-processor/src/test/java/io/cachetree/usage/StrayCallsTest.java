package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.event.StrayCall;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.InvalidStepException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls on threads that were not told where they are. */
class StrayCallsTest {

    static class Steps {
        @Cached
        int parent(ExecutorService pool, int input) throws Exception {
            return pool.submit(() -> child(input)).get();
        }

        @Cached
        int child(int input) {
            return input;
        }

        @Cached
        int other(int input) {
            return input;
        }
    }

    /** Remembers what it is told of stray calls. */
    static final class Strays implements CacheListener {
        final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void on(CacheEvent event) {}

        @Override
        public void onStrayCall(StrayCall call) {
            calls.add(call.step().shortForm() + " on " + call.thread());
        }
    }

    private final ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "pool"));
    private final Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
    private final Strays strays = new Strays();
    private CacheTree tree;

    @BeforeEach
    void open() {
        tree = CacheTree.builder().listener(strays).open("memory:");
    }

    @AfterEach
    void close() {
        tree.close();
        pool.shutdownNow();
    }

    private int onPool(Callable<Integer> work) throws Exception {
        try {
            return pool.submit(work).get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    @Test
    void eachStepIsReportedOnceHoweverOftenItIsCalled() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(onPool(() -> steps.child(1))).isEqualTo(1);
        }
        assertThat(onPool(() -> steps.other(1))).isEqualTo(1);

        assertThat(strays.calls).containsExactly("Steps.child on pool", "Steps.other on pool");
    }

    @Test
    void allOpenTreesAreToldAndOneThatIsOpenedLaterIsNot() throws Exception {
        Strays too = new Strays();
        Strays late = new Strays();
        try (CacheTree other = CacheTree.builder().listener(too).open("memory:")) {
            assertThat(other.call(() -> onPool(() -> steps.child(1)))).isEqualTo(1);
            try (CacheTree third = CacheTree.builder().listener(late).open("memory:")) {
                assertThat(third.call(() -> onPool(() -> steps.child(1)))).isEqualTo(1);
            }
        }

        assertThat(strays.calls).containsExactly("Steps.child on pool");
        assertThat(too.calls).isEqualTo(strays.calls);
        assertThat(late.calls).isEmpty();
    }

    @Test
    void whenNoTreeIsOpenNoCallIsStrayAndTheNextTreeIsToldAnew() throws Exception {
        onPool(() -> steps.child(1));
        tree.close();
        onPool(() -> steps.child(1));
        onPool(() -> steps.other(1));
        assertThat(strays.calls).hasSize(1);

        open();
        onPool(() -> steps.child(1));
        assertThat(strays.calls).containsExactly("Steps.child on pool", "Steps.child on pool");
    }

    @Test
    void listenerThatThrowsDoesNotFailTheStep() throws Exception {
        CacheListener broken = new CacheListener() {
            @Override
            public void on(CacheEvent event) {}

            @Override
            public void onStrayCall(StrayCall call) {
                throw new IllegalStateException("no console");
            }
        };
        try (CacheTree other =
                CacheTree.builder().listener(broken).listener(strays).open("memory:")) {
            assertThat(other.call(() -> onPool(() -> steps.child(1)))).isEqualTo(1);
        }
        assertThat(strays.calls).hasSize(2);
    }

    @Test
    void consoleTellsAPersonWhatToDo() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CacheListener console = CacheListener.console(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (CacheTree shown = CacheTree.builder().listener(console).open("memory:")) {
            shown.call(() -> onPool(() -> steps.child(1)));
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(GoldenMessage.text("stray-call") + System.lineSeparator());
    }

    @Test
    void callAfterTheTreesBlockOnTheSameThreadIsStrayToo() {
        tree.call(() -> steps.child(1));
        assertThat(strays.calls).isEmpty();
        steps.child(1);
        assertThat(strays.calls)
                .containsExactly("Steps.child on " + Thread.currentThread().getName());
    }

    @Test
    void stepsOfAModuleWithATreeAreNeverStray() throws Exception {
        try (CacheTree strict = CacheTree.builder().strict().listener(strays).open("memory:")) {
            Steps withTree = Guice.createInjector(CacheTreeModule.of(strict)).getInstance(Steps.class);
            assertThat(onPool(() -> withTree.child(1))).isEqualTo(1);
            assertThat(withTree.child(1)).isEqualTo(1);
        }
        assertThat(strays.calls).isEmpty();
    }

    @Test
    void anyStrictTreeMakesStrayCallsErrorsAsLongAsItIsOpen() throws Exception {
        CacheTree strict = CacheTree.builder().strict().open("memory:");
        assertThatThrownBy(() -> onPool(() -> steps.child(1)))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(GoldenMessage.text("stray-call-where-a-tree-is-strict"));
        assertThat(strict.call(() -> onPool(CacheContext.wrapCallable(() -> steps.child(1)))))
                .isEqualTo(1);
        strict.close();

        assertThat(onPool(() -> steps.child(1))).isEqualTo(1);
        assertThat(strays.calls).hasSize(1);
    }
}

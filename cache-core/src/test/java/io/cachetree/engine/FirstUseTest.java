package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.event.SilentSteps;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tree says when it is used and steps of the program are not intercepted. */
class FirstUseTest {

    /** Finds no step, but in these tests. */
    public static final class MadeUpCheck implements InterceptionCheck {

        private static volatile List<StepId> silent = List.of();

        @Override
        public List<StepId> silentSteps(ClassLoader loader) {
            return silent;
        }
    }

    @BeforeEach
    void interceptNothing() {
        MadeUpCheck.silent = List.of(new StepId("org.lab.Cells", "segment", "(I)I"));
    }

    @AfterEach
    void interceptAll() {
        MadeUpCheck.silent = List.of();
    }

    @Test
    void aStrictTreeRefusesEachUse() {
        try (CacheTree tree = CacheTree.builder().strict().open("memory:")) {
            for (int use = 0; use < 2; use++) {
                assertThatThrownBy(() -> tree.call(() -> 1))
                        .isInstanceOf(InvalidStepException.class)
                        .hasMessageContaining("nothing intercepts the step Cells.segment");
            }
        }
    }

    @Test
    void aPlanIsAUse() {
        List<SilentSteps> told = new ArrayList<>();
        CacheListener listener = new CacheListener() {
            @Override
            public void on(CacheEvent event) {}

            @Override
            public void onSilentSteps(SilentSteps steps) {
                told.add(steps);
            }
        };
        try (CacheTree tree = CacheTree.builder().listener(listener).open("memory:")) {
            tree.plan(() -> 1);
            tree.plan(() -> 1);
        }

        assertThat(told).hasSize(1);
    }
}

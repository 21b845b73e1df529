package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent.CodeDiffers;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepCode;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.OnCodeChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the author of a step says about results of other code counts more than what the tree's options say. */
class OnCodeChangeTest {

    @TempDir
    private Path root;

    private final List<String> ran = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();

    static class Steps {
        private final List<String> ran = new ArrayList<>();

        @Cached
        protected int asTheTree() {
            ran.add("asTheTree");
            return 1;
        }

        @Cached(onCodeChange = Cached.CodeChange.RECOMPUTE)
        protected int recomputed() {
            ran.add("recomputed");
            return 2;
        }

        @Cached(onCodeChange = Cached.CodeChange.WARN)
        protected int warned() {
            ran.add("warned");
            return 3;
        }

        @Cached(onCodeChange = Cached.CodeChange.IGNORE)
        protected int ignored() {
            ran.add("ignored");
            return 4;
        }
    }

    @Test
    void theTreesPolicyIsThatOfStepsWhichHaveNone() {
        runWithCode("1", OnCodeChange.RECOMPUTE);
        runWithCode("2", OnCodeChange.RECOMPUTE);

        assertThat(ran).containsExactly("asTheTree", "recomputed");
        assertThat(warned).containsExactly("warned");
    }

    @Test
    void aStepThatInsistsIsComputedAgainInATreeThatIgnoresChanges() {
        runWithCode("1", OnCodeChange.IGNORE);
        runWithCode("2", OnCodeChange.IGNORE);

        assertThat(ran).containsExactly("recomputed");
        assertThat(warned).containsExactly("warned");
    }

    @Test
    void aTreeThatWarnsDoesSoForStepsWithoutAPolicy() {
        runWithCode("1", OnCodeChange.WARN);
        runWithCode("2", OnCodeChange.WARN);

        assertThat(ran).containsExactly("recomputed");
        assertThat(warned).containsExactly("as-the-tree", "warned");
    }

    /** Runs all steps in a tree that is told that their code is this. */
    private void runWithCode(String code, OnCodeChange policy) {
        ran.clear();
        warned.clear();
        CodeDigest digest = new CodeDigest(CodeDigest.Kind.BYTECODE, "1-" + code);
        CacheTree.Builder builder = CacheTree.builder()
                .options(CacheOptions.of(policy))
                .code((step, loader) -> Optional.of(StepCode.of(digest)))
                .listener(event -> {
                    if (event instanceof CodeDiffers differs) {
                        warned.add(differs.call().node().toString());
                    }
                });
        try (CacheTree tree = builder.open(root)) {
            Steps steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
            steps.asTheTree();
            steps.recomputed();
            steps.warned();
            steps.ignored();
            ran.addAll(steps.ran);
        }
    }
}

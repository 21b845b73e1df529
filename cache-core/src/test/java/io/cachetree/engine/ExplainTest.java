package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.maintenance.Explanation;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.MissReason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

    @TempDir
    Path root;

    @Test
    void eachEntrySaysWhyItWasComputedAndWhatSetsItApartFromTheOneBefore() throws Throwable {
        MadeUpSteps steps = new MadeUpSteps(root);
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);
        steps.code("count", "Lab count 2");
        steps.code("measure", "Lab measure 2");
        steps.run("measure", 7, 2);

        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            List<Explanation> entries = tree.explain("measure");

            assertThat(entries)
                    .extracting(each -> each.record().reason())
                    .containsExactly("code of Lab.measure changed", "threshold 1 -> 2", "never ran");
            assertThat(entries.get(1).sinceTheOneBefore())
                    .containsExactly(new MissReason.InputChanged("threshold", "1", "2"));
            assertThat(entries.get(2).sinceTheOneBefore()).isEmpty();
            assertThat(entries.get(2).text()).endsWith("Z never ran");
            assertThat(tree.explain("measure/no-such-step")).isEmpty();
        }
    }
}

package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.ComputedElsewhereException;
import io.cachetree.tree.OnStoreFailure;
import io.cachetree.tree.Sharing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to sharing, compiled and run; {@link DocumentationTest} compares the two. */
class SharingGuideTest {

    @TempDir
    private Path directory;

    static class Steps {

        @Cached
        int count(String scan) {
            during.run();
            return scan.length();
        }

        @Unkeyed
        private Runnable during = () -> {};
    }

    static List<String> countWhatNobodyElseCounts(CacheTree tree, Steps steps, List<String> scans) {
        List<String> later = new ArrayList<>();
        for (String each : scans) {
            try {
                tree.with(CacheOptions.of(Sharing.FAIL)).call(() -> steps.count(each));
            } catch (ComputedElsewhereException e) {
                later.add(each);
            }
        }
        return later;
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @Test
    void otherPoliciesThanToWait() throws IOException {
        Files.createDirectories(directory.resolve("runs/mouse-12"));
        Path sameByAnotherPath =
                Files.createSymbolicLink(directory.resolve("link"), directory.resolve("runs/mouse-12"));
        try (CacheTree tree = CacheTree.open(in("runs/mouse-12"));
                CacheTree other = CacheTree.open(sameByAnotherPath)) {
            List<Integer> counted = new ArrayList<>();
            List<String> later = new ArrayList<>();
            Steps steps = steps(tree);
            Steps ofTheOther = steps(other);
            String scan = "scan-1";
            ofTheOther.during = () -> {
                CacheOptions asWell = CacheOptions.of(Sharing.COMPUTE);
                int cells = tree.with(asWell).call(() -> steps.count(scan));
                counted.add(cells);
            };
            assertThat(ofTheOther.count(scan)).isEqualTo(6);
            ofTheOther.during =
                    () -> later.addAll(countWhatNobodyElseCounts(tree, steps, List.of("scan-20", "scan-300")));
            assertThat(ofTheOther.count("scan-20")).isEqualTo(7);

            assertThat(counted).containsExactly(6);
            assertThat(later).containsExactly("scan-20");
            assertThat(countWhatNobodyElseCounts(tree, steps, later)).isEmpty();
        }
    }

    @Test
    void anotherLease() {
        CacheTree tree = CacheTree.builder().lease(Duration.ofSeconds(20)).open(in("runs/mouse-12"));
        try (tree) {
            assertThat(steps(tree).count("scan-1")).isEqualTo(6);
            assertThat(directory.resolve("runs/mouse-12/.use"))
                    .isDirectoryContaining(mark -> text(mark).contains("lease PT20S"));
        }
    }

    @Test
    void storageThatFailsCostsNoResult() throws IOException {
        Path inTheWay = directory.resolve("runs/mouse-12/count");
        CacheTree tree = CacheTree.builder()
                .options(CacheOptions.of(OnStoreFailure.RUN_UNCACHED))
                .open(in("runs/mouse-12"));
        try (tree) {
            Files.createFile(inTheWay);
            assertThat(steps(tree).count("scan-1")).isEqualTo(6);
        }
        assertThat(inTheWay).isEmptyFile();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String in(String path) {
        return directory.resolve(path).toString();
    }
}

package io.cachetree.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.VerifyReport;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import io.cachetree.remote.server.S3Server;
import io.cachetree.store.Store;
import io.cachetree.testkit.Race;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies to a bucket and from one, and a tree over one. */
class CopiesOnS3Test {

    private final String url = S3Server.running().url("copies/" + UUID.randomUUID());

    @TempDir
    private Path temp;

    private Path root;
    private int stores;

    @BeforeEach
    void commit() throws IOException {
        root = temp.resolve("original");
        CacheTree.open(root).close();
        for (String node : List.of("a", "b", "c")) {
            CacheDirectory directory = CacheDirectory.at(root).child(node);
            directory.init();
            Files.writeString(directory.path().resolve("text.txt"), "of " + node);
            Files.createDirectories(directory.path().resolve("deep"));
            Files.writeString(directory.path().resolve("deep/large.txt"), node.repeat(9_000_000));
            directory.commit();
        }
    }

    /** Each store is that of a machine of its own. */
    private synchronized Store bucket() {
        return Stores.open(url, S3Server.CREDENTIALS, temp.resolve("machine-" + stores++));
    }

    private static CopyReport copy(Store from, Store to) {
        try (Copy copy = Copy.of(from, NodePath.ROOT, to)) {
            return copy.run(bytes -> {});
        }
    }

    private static VerifyReport verified(Store store) {
        return Verify.of(store, NodePath.ROOT).run(bytes -> {});
    }

    @Test
    void treeIsNotCopiedIntoItself() {
        try (Store bucket = bucket();
                Store original = Store.directory(root);
                Store within = Stores.open(
                        url.replace("?", "/below?"), S3Server.CREDENTIALS, temp.resolve("another-machine"))) {
            copy(original, bucket);

            assertThatThrownBy(() -> copy(bucket, within))
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessageEndingWith("that lies within it. Name another place.");
        }
    }

    @Test
    void treeIsCopiedToABucketAndBack() {
        try (Store bucket = bucket();
                Store original = Store.directory(root);
                Store back = Store.directory(temp.resolve("back"))) {
            assertThat(copy(original, bucket).copied()).isEqualTo(3);
            assertThat(verified(bucket)).isEqualTo(verified(original));
            assertThat(bucket.names("a")).hasSize(2).anyMatch(name -> name.matches("[0-9a-z]{12}-[0-9a-z]{16}"));
            String attempt = bucket.names("a").stream()
                    .filter(name -> !name.endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(bucket.names("a/" + attempt)).as("without a mark").containsExactlyInAnyOrder("deep", "text.txt");

            assertThat(copy(original, bucket)).isEqualTo(new CopyReport(0, 3, 0, 0, 0, List.of()));
            assertThat(copy(bucket, back).copied()).isEqualTo(3);
            assertThat(verified(back)).isEqualTo(verified(original));
        }
    }

    @Test
    void treeOverABucketReadsItAndWritesNothingThere() {
        try (Store bucket = bucket();
                Store original = Store.directory(root)) {
            copy(original, bucket);
        }
        try (Store both = Store.layered(Store.directory(temp.resolve("mine")), bucket())) {
            assertThat(verified(both).damages()).isEmpty();
            assertThat(verified(both).entries()).isEqualTo(3);
            assertThat(both.traffic().reads()).isPositive();
            assertThat(both.traffic().writes() + both.traffic().deletes()).isZero();
        }
    }

    @Test
    void hitInTheTreeAboveAsksNothingOfTheBucket() {
        try (Store bucket = bucket();
                Store original = Store.directory(root)) {
            copy(original, bucket);
        }
        try (Store both = Store.layered(Store.directory(root), bucket())) {
            Traffic before = both.traffic();
            String record = Store.directory(root).names("a").stream()
                    .filter(name -> name.endsWith(".json"))
                    .findFirst()
                    .orElseThrow();

            assertThat(both.read("a/" + record)).isPresent();
            assertThat(both.traffic().since(before).requests()).isZero();
        }
    }

    @Test
    void twoThatCopyAtTheSameTimeSpoilNothing() throws Exception {
        List<CopyReport> reports = Race.of(3, runner -> () -> {
            try (Store bucket = bucket();
                    Store original = Store.directory(root)) {
                return copy(original, bucket);
            }
        });

        assertThat(reports.stream().mapToInt(CopyReport::copied).sum()).isEqualTo(3);
        assertThat(reports).allMatch(each -> each.copied() + each.there() == 3);
        try (Store bucket = bucket();
                Store original = Store.directory(root)) {
            assertThat(verified(bucket)).isEqualTo(verified(original));
            assertThat(bucket.names("a")).as("one record, and its files").hasSize(2);
        }
    }
}

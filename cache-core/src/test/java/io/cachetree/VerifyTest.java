package io.cachetree;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.maintenance.DiskUsage;
import io.cachetree.maintenance.NodeUsage;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.VerifyReport;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that were committed by hand, checked and measured. */
class VerifyTest {

    @TempDir
    Path root;

    private Path files;
    private Store store;

    @BeforeEach
    void commit() throws IOException {
        CacheDirectory tree = CacheDirectory.at(root.toString());
        CacheDirectory child = tree.child("segment");
        child.init();
        files = child.path();
        Files.writeString(files.resolve("a.txt"), "first");
        Files.writeString(files.resolve("b.txt"), "second");
        child.commit();
        store = Store.directory(root);
    }

    private VerifyReport verify() {
        return Verify.of(store, NodePath.ROOT).run(bytes -> {});
    }

    @Test
    void whatIsWholeHasNoDamage() {
        AtomicLong checked = new AtomicLong();
        Verify verify = Verify.of(store, NodePath.ROOT);

        VerifyReport report = verify.run(checked::addAndGet);

        assertThat(report.damages()).isEmpty();
        assertThat(report.nodes()).isEqualTo(1);
        assertThat(report.entries()).isEqualTo(1);
        assertThat(report.files()).isEqualTo(2);
        assertThat(report.bytes())
                .isEqualTo(verify.bytes())
                .isEqualTo(checked.get())
                .isEqualTo(11);
    }

    @Test
    void allDamagedFilesOfAnEntryAreNamed() throws IOException {
        Files.writeString(files.resolve("a.txt"), "fIrst");
        Files.delete(files.resolve("b.txt"));

        assertThat(verify().damages())
                .extracting(each -> each.file().substring(each.file().indexOf('/')) + " " + each.why())
                .containsExactly("/a.txt its content changed", "/b.txt it is missing");
    }

    @Test
    void aDamagedMarkerIsDamageOfTheWholeTree() throws IOException {
        Files.writeString(root.resolve("cachetree.json"), "{}");

        assertThat(verify().damages())
                .singleElement()
                .satisfies(each -> assertThat(each.file()).isEqualTo("cachetree.json"));
        assertThat(Verify.of(store, NodePath.ROOT.child("segment"))
                        .run(bytes -> {})
                        .damages())
                .isEmpty();
    }

    @Test
    void aDamagedRecordIsDamage() throws IOException {
        Path record = files.resolveSibling(files.getFileName().toString().substring(0, 12) + ".json");
        byte[] whole = Files.readAllBytes(record);
        Files.write(record.resolveSibling(record.getFileName().toString().replace(".json", ".2.json")), whole);
        assertThat(verify().damages()).isEmpty();

        Files.write(record, new byte[] {1, 2, 3});

        assertThat(verify().damages())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).isEqualTo("its checksum does not fit"));
    }

    @Test
    void usageTellsTheNewestEntryFromWhatWasLeft() throws IOException {
        Path left = Files.createDirectory(files.resolveSibling("zzzzzzzzzzzz-zzzz"));
        Files.writeString(left.resolve("half.txt"), "0123456789");

        NodeUsage usage = DiskUsage.of(TreeReader.of(store), NodePath.ROOT);
        NodeUsage segment = usage.children().get(0);

        assertThat(segment.uncommitted()).isEqualTo(10);
        assertThat(segment.newest()).isGreaterThan(11);
        assertThat(segment.older()).isZero();
        assertThat(usage.total()).isEqualTo(usage.own() + segment.own());
        assertThat(usage.totalUncommitted()).isEqualTo(10);
    }
}

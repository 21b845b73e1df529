package io.cachetree.remote.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.store.Owner;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who uses copies and who deletes them see each other, whatever the order of their steps. */
class UseMarksTest {

    private static final String ADDRESS = "s3://lab/a";

    @TempDir
    private Path home;

    private Path copies;
    private final AtomicInteger fetched = new AtomicInteger();
    private final List<StoredFile> files = LocalCopiesTest.files("a.txt");

    @BeforeEach
    void makeCopies() throws IOException {
        copies = home.resolve(Digest.of(ADDRESS.getBytes(UTF_8)).hex());
        use().close();
    }

    private LocalCopies use() throws IOException {
        LocalCopies used = new LocalCopies(home, Long.MAX_VALUE / 2);
        Path directory = used.directory(ADDRESS, files, this::fetch);
        assertThat(directory.resolve("a.txt")).hasBinaryContent(LocalCopiesTest.bytes("a.txt"));
        return used;
    }

    private void fetch(Map<StoredFile, Path> places) throws IOException {
        fetched.incrementAndGet();
        for (Path place : places.values()) {
            Files.write(place, LocalCopiesTest.bytes("a.txt"));
        }
    }

    /** Returns when the user has made a mark, and so is about to look for those of others. */
    private CompletableFuture<LocalCopies> using() throws IOException {
        int before = marks();
        CompletableFuture<LocalCopies> using = CompletableFuture.supplyAsync(() -> {
            try {
                return use();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        while (marks() == before) {
            Thread.onSpinWait();
        }
        return using;
    }

    private int marks() {
        return copies.resolve("used-by").toFile().list().length;
    }

    private Path left(Owner owner) throws IOException {
        return Files.write(copies.resolve("used-by/leaving-1"), owner.bytes());
    }

    @Test
    void whoUsesCopiesThatAreAboutToBeDeletedWaitsAndMakesThemAnew() throws Exception {
        assertThat(UseMarks.leaving(copies).isSetAlone()).isTrue();
        CompletableFuture<LocalCopies> using = using();
        assertThatThrownBy(() -> using.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        Files.move(copies, home.resolve("leaving"));

        try (LocalCopies used = using.get()) {
            assertThat(used).isNotNull();
            assertThat(fetched).hasValue(2);
        }
    }

    @Test
    void whoDeletesLetsGoOfCopiesThatAreUsedMeanwhile() throws Exception {
        assertThat(UseMarks.isUsed(copies)).isFalse();
        try (LocalCopies used = use()) {
            UseMarks leaving = UseMarks.leaving(copies);
            assertThat(leaving.isSetAlone()).isFalse();
            CompletableFuture<LocalCopies> using = using();
            leaving.remove();

            using.get().close();
            assertThat(used).isNotNull();
            assertThat(fetched).hasValue(1);
        }
    }

    @Test
    void ofTwoWhoDeleteOneLetsGo() throws IOException {
        UseMarks first = UseMarks.leaving(copies);
        UseMarks second = UseMarks.leaving(copies);
        assertThat(first.isSetAlone()).isTrue();
        assertThat(second.isSetAlone()).isFalse();
        second.remove();
        Files.move(copies, home.resolve("left"));

        assertThat(UseMarks.leaving(copies).isSetAlone()).isFalse();
        assertThat(copies).as("made by nobody who deletes").doesNotExist();
    }

    @Test
    void nobodyWaitsForWhoWasKilledBeforeDeleting() throws IOException {
        Path mark = left(new Owner(Owner.here().place(), Owner.here().pid(), Instant.EPOCH));

        use().close();
        assertThat(mark).doesNotExist();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void whoWasAboutToDeleteForTooLongIsNotWaitedForAndLetsGo() throws IOException {
        Path mark = left(new Owner("another machine", 1, Instant.now()));
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(25)));

        use().close();
        assertThat(mark).doesNotExist();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void whatSomebodyRenamedAndWasKilledIsDeletedThoughItHasMarks() throws IOException {
        UseMarks user = new UseMarks(copies);
        user.set();
        left(new Owner(Owner.here().place(), Owner.here().pid(), Instant.EPOCH));
        Path killed = Files.move(copies, home.resolve(".leaving-1"));
        Path without = Files.createDirectories(home.resolve(".leaving-2"));
        use().close();
        Path underWay = home.resolve(".leaving-3");
        assertThat(UseMarks.leaving(copies).isSetAlone()).isTrue();
        Files.move(copies, underWay);

        new Eviction(home, 1_000).grown(1_000);
        assertThat(killed).doesNotExist();
        assertThat(without).doesNotExist();
        assertThat(underWay).as("deleted by somebody who is alive").exists();
    }
}

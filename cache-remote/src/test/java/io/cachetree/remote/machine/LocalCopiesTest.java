package io.cachetree.remote.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.testkit.ChildJvm;
import io.cachetree.testkit.Race;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that are whole, shared, and go in the right order. */
class LocalCopiesTest {

    private static final long NO_LIMIT = Long.MAX_VALUE / 2;

    @TempDir
    private Path temp;

    private Path home;
    private final Remote remote = new Remote();

    /** What is remote: each file holds its own name, as often as it is long. */
    private static final class Remote implements LocalCopies.Source {
        final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
        volatile String content = "";

        @Override
        public void fetch(Map<StoredFile, Path> files) throws IOException {
            for (Map.Entry<StoredFile, Path> each : files.entrySet()) {
                String name = each.getKey().name();
                fetched.add(name);
                if (name.equals("missing")) {
                    throw new NoSuchFileException(name);
                }
                Files.write(each.getValue(), content.isEmpty() ? bytes(name) : content.getBytes(UTF_8));
            }
        }
    }

    @BeforeEach
    void chooseHome() {
        home = temp.resolve("files");
    }

    @Test
    void fileIsFetchedOnceForAll() throws IOException {
        try (LocalCopies one = new LocalCopies(home, NO_LIMIT);
                LocalCopies another = new LocalCopies(home, NO_LIMIT)) {
            Path directory = one.directory("s3://lab/a", files("a.txt", "b/c.txt"), remote);

            assertThat(directory.resolve("b/c.txt")).hasBinaryContent(bytes("b/c.txt"));
            assertThat(one.directory("s3://lab/a", files("a.txt"), remote)).isEqualTo(directory);
            assertThat(another.directory("s3://lab/a", files("a.txt", "b/c.txt", "d.txt"), remote))
                    .isEqualTo(directory);
            assertThat(remote.fetched).containsExactly("a.txt", "b/c.txt", "d.txt");
            assertThat(one.directory("s3://lab/b", files("a.txt"), remote)).isNotEqualTo(directory);
        }
    }

    @Test
    void copyThatIsDamagedIsFetchedAgainByTheNextProcess() throws IOException {
        Path file;
        try (LocalCopies copies = new LocalCopies(home, NO_LIMIT)) {
            file = copies.directory("s3://lab/a", files("a.txt"), remote).resolve("a.txt");
        }
        byte[] content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);

        try (LocalCopies next = new LocalCopies(home, NO_LIMIT)) {
            next.directory("s3://lab/a", files("a.txt"), remote);
            assertThat(file).hasBinaryContent(bytes("a.txt"));
            Files.write(file, new byte[2]);
            next.directory("s3://lab/a", files("a.txt"), remote);
            assertThat(file).as("one that was cut off since").hasBinaryContent(bytes("a.txt"));
        }
    }

    @Test
    void whatIsDamagedOrMissingThereIsSaidAndLeavesNothing() throws IOException {
        try (LocalCopies copies = new LocalCopies(home, NO_LIMIT)) {
            remote.content = "something else";
            assertThatThrownBy(() -> copies.directory("s3://lab/a", files("a.txt"), remote))
                    .isInstanceOf(IOException.class)
                    .hasMessage("file \"a.txt\" is damaged: its content changed");
            assertThatThrownBy(() -> copies.directory("s3://lab/a", files("missing"), remote))
                    .isInstanceOf(NoSuchFileException.class);
            assertThat(filesIn(
                            home.resolve(Digest.of("s3://lab/a".getBytes(UTF_8)).hex())
                                    .resolve("files")))
                    .isEmpty();
        }
    }

    @Test
    void whatCannotBeWrittenHereIsNoDamageThere() throws IOException {
        Path copy = home.resolve(Digest.of("s3://lab/a".getBytes(UTF_8)).hex());
        Files.writeString(Files.createDirectories(copy).resolve("files"), "no directory can be made here");
        try (LocalCopies copies = new LocalCopies(home, NO_LIMIT)) {
            assertThatThrownBy(() -> copies.directory("s3://lab/a", files("a.txt"), remote))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Cannot write \"" + copy.resolve("files/a.txt") + "\"");
        }
        Path file = Files.writeString(temp.resolve("file"), "nor here");
        try (LocalCopies copies = new LocalCopies(file.resolve("files"), NO_LIMIT)) {
            assertThatThrownBy(() -> copies.open("s3://lab/a", files("a.txt").get(0), remote))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Cannot write \"" + file.resolve("files"));
        }
        assertThat(remote.fetched).isEmpty();
    }

    @Test
    void copiesThatAreDeletedWhileTheyAreMadeAreMadeAgain() throws IOException {
        for (boolean before : new boolean[] {true, false}) {
            String address = "s3://lab/" + before;
            Path copy = home.resolve(Digest.of(address.getBytes(UTF_8)).hex());
            LocalCopies.Source evicting = new LocalCopies.Source() {
                private int times;

                @Override
                public void fetch(Map<StoredFile, Path> files) throws IOException {
                    times++;
                    if (times <= 3 && before) {
                        Files.move(copy, temp.resolve("leaving-before-" + times));
                    }
                    remote.fetch(files);
                    if (times <= 3 && !before) {
                        Files.move(copy, temp.resolve("leaving-after-" + times));
                    }
                }
            };
            try (LocalCopies copies = new LocalCopies(home, NO_LIMIT)) {
                assertThat(copies.directory(address, files("a.txt"), evicting).resolve("a.txt"))
                        .hasBinaryContent(bytes("a.txt"));
            }
        }
        assertThat(remote.fetched).hasSize(8);
    }

    @Test
    void whatWasReadToItsEndNeedNotStay() throws IOException {
        try (LocalCopies copies = new LocalCopies(home, 3_000)) {
            InputStream first = copies.open("s3://lab/first", files("1000").get(0), remote);
            for (int i = 0; i < 20; i++) {
                try (InputStream in = copies.open("s3://lab/" + i, files("1000").get(0), remote)) {
                    assertThat(in.readAllBytes()).hasSize(1_000);
                }
            }
            assertThat(first.readAllBytes()).as("was not closed").hasSize(1_000);
            first.close();
            first.close();
            copies.directory("s3://lab/kept", files("1000"), remote);
            copies.open("s3://lab/kept", files("1000").get(0), remote).close();
            long size = 0;
            for (Path file : filesIn(home)) {
                size += Files.size(file);
            }
            assertThat(size).isLessThan(5_000);
            assertThat(copies.directory("s3://lab/kept", files("1000"), remote)).exists();
        }
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        List<Path> directories = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            try (LocalCopies copies = new LocalCopies(home, NO_LIMIT)) {
                directories.add(copies.directory("s3://lab/" + i, files("1000"), remote));
            }
            age(directories.get(i), i == 1 ? 1 : 1_000 - i);
        }
        try (LocalCopies copies = new LocalCopies(home, 3_200)) {
            directories.add(copies.directory("s3://lab/new", files("1000"), remote));
        }

        assertThat(directories).map(Files::exists).containsExactly(false, true, false, true, true);
    }

    @Test
    void whatThisProcessUsesStaysWhateverTheLimit() throws IOException {
        try (LocalCopies copies = new LocalCopies(home, 1_500)) {
            Path first = copies.directory("s3://lab/1", files("1000"), remote);
            age(first, 1_000);
            copies.directory("s3://lab/2", files("1000"), remote);

            assertThat(first).exists();
        }
    }

    @Test
    void whatAProcessUsedThatWasKilledGoesAndWhatALivingOneUsesStays() throws Exception {
        Path killed = new ChildProgram(temp.resolve("1"), "s3://lab/killed").start(true);
        ChildProgram living = new ChildProgram(temp.resolve("2"), "s3://lab/living");
        Path used = living.start(false);
        age(killed, 1_000);
        age(used, 2_000);

        try (LocalCopies copies = new LocalCopies(home, 1_100)) {
            copies.directory("s3://lab/mine", files("1000"), remote);
            assertThat(killed).as("used by a process that was killed").doesNotExist();
            assertThat(used).as("used by a living process").exists();
        } finally {
            living.stop();
        }
    }

    @Test
    void manyWhoFetchTheSameAtOnceGetItWhole() throws Exception {
        List<StoredFile> files =
                files(IntStream.range(0, 50).mapToObj("%d.txt"::formatted).toArray(String[]::new));
        List<Boolean> whole = Race.of(8, thread -> () -> {
            try (LocalCopies copies = new LocalCopies(home, 5_000)) {
                boolean all = true;
                for (int round = 0; round < 10; round++) {
                    Path directory = copies.directory("s3://lab/" + (thread + round) % 4, files, remote);
                    for (StoredFile file : files) {
                        all &= Digest.of(Files.readAllBytes(directory.resolve(file.name())))
                                .equals(file.digest());
                    }
                }
                return all;
            }
        });

        assertThat(whole).containsOnly(true);
    }

    /** A process that uses copies until it is stopped. */
    private final class ChildProgram {
        private final Path place;
        private final String address;

        ChildProgram(Path place, String address) throws IOException {
            this.place = Files.createDirectories(place);
            this.address = address;
        }

        private Thread running = new Thread();

        Path start(boolean isKilled) throws Exception {
            ChildJvm jvm = new ChildJvm(place, UsingCopies.class.getName(), home.toString(), address, place.toString());
            if (isKilled) {
                Files.writeString(place.resolve("halt"), "");
                assertThatThrownBy(jvm::runToTheEnd).hasMessageContaining("ended with 9");
            } else {
                running = new Thread(() -> {
                    try {
                        jvm.runToTheEnd();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                running.start();
            }
            return UsingCopies.awaited(place.resolve("ready"));
        }

        void stop() throws Exception {
            Files.writeString(place.resolve("stop"), "");
            running.join();
        }
    }

    private static void age(Path files, int minutes) throws IOException {
        Path marks = files.resolveSibling("used-by");
        Files.setLastModifiedTime(marks, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    static List<StoredFile> files(String... names) {
        return Stream.of(names)
                .map(name -> new StoredFile(name, bytes(name).length, Digest.of(bytes(name))))
                .toList();
    }

    /** A name that is a number is that of a file so long. */
    static byte[] bytes(String name) {
        return name.matches("\\d+")
                ? new byte[Integer.parseInt(name)]
                : name.repeat(20).getBytes(UTF_8);
    }
}

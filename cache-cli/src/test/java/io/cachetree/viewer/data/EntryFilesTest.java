package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cachetree.store.StoreException;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened of a tree, whatever is asked for and whatever somebody puts there. */
class EntryFilesTest {

    private static final String ENTRY = "0123456789ab-cdef";

    @TempDir
    Path home;

    private Path entry;
    private EntryFiles files;

    @BeforeEach
    void plant() throws IOException {
        entry = home.resolve("tree/step").resolve(ENTRY);
        Files.createDirectories(entry.resolve("inner"));
        Files.createDirectories(home.resolve("outside"));
        Files.writeString(entry.resolve("inner/file.txt"), "inside");
        Files.writeString(home.resolve("outside/file.txt"), "outside");
        files = new EntryFiles(home.resolve("tree"));
    }

    private Optional<String> read(String... names) throws IOException {
        Optional<DocumentPath.EntryFile> path = DocumentPath.of(List.of(names))
                .filter(DocumentPath.EntryFile.class::isInstance)
                .map(DocumentPath.EntryFile.class::cast);
        Optional<OpenFile> found = path.flatMap(files::open);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (OpenFile open = found.get()) {
            byte[] bytes = Channels.newInputStream(open.content()).readAllBytes();
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void filesOfEntriesAreOpened() throws IOException {
        assertThat(read("files", "step", ENTRY, "inner", "file.txt")).contains("inside");
    }

    @Test
    void aRootThatIsReachedByALinkIsFine() throws IOException {
        files = new EntryFiles(Files.createSymbolicLink(home.resolve("link"), home.resolve("tree")));

        assertThat(read("files", "step", ENTRY, "inner", "file.txt")).contains("inside");
    }

    @Test
    void aDirectoryThatIsReplacedByALinkMeanwhileLeadsNowhere() throws Exception {
        Path inner = entry.resolve("inner");
        Path aside = entry.resolve("aside");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread attacker = new Thread(() -> {
            while (!isOver.get()) {
                try {
                    Files.move(inner, aside);
                    Files.createSymbolicLink(inner, home.resolve("outside"));
                    Files.delete(inner);
                    Files.move(aside, inner);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        attacker.start();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            readIfItCanBe("files", "step", ENTRY, "inner", "file.txt").ifPresent(seen::add);
        }
        isOver.set(true);
        attacker.join();

        assertThat(seen).isNotEmpty().containsOnly("inside");
    }

    /** A link that is gone when somebody looks why a file could not be opened counts as a failure of the storage. */
    private Optional<String> readIfItCanBe(String... names) throws IOException {
        try {
            return read(names);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    @Test
    void whatCannotBeReadIsNotAbsent() throws IOException {
        Path locked = Files.setPosixFilePermissions(entry.resolve("inner/file.txt"), Set.of());
        assumeThat(Files.isReadable(locked))
                .as("who runs this test may read all files")
                .isFalse();

        assertThatThrownBy(() -> read("files", "step", ENTRY, "inner", "file.txt"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("file.txt");
    }

    @Test
    void whatNoFileCanBeCalledIsAbsent() throws IOException {
        assertThat(read("files", "step", ENTRY, "inner", "x".repeat(300))).isEmpty();
        assertThat(read("files", "step", ENTRY, "inner/file.txt", "below")).isEmpty();
    }

    @Test
    void noTextLeadsOut() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> pieces =
                List.of("..", ".", "", "/", "\\", "\0", "%2e%2e", "~", "outside", "step", ENTRY, "file.txt", "C:");
        for (int i = 0; i < 10_000; i++) {
            String[] names = new String[1 + random.nextInt(6)];
            for (int k = 0; k < names.length; k++) {
                names[k] = random.nextBoolean() ? pieces.get(random.nextInt(pieces.size())) : text(random);
            }
            names[0] = "files";
            assertThat(read(names).orElse("")).as("seed %d, turn %d", seed, i).isNotEqualTo("outside");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            text.append(random.nextInt(4) == 0 ? "../" : "");
        }
        return text.toString();
    }
}

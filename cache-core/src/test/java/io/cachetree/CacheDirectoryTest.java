package io.cachetree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form without annotations, as somebody uses it who comes from cvpl_tools. */
class CacheDirectoryTest {

    @TempDir
    private Path root;

    private final List<String> ran = new ArrayList<>();

    /** The example of the documentation. */
    private Instant pipeline(boolean failing) throws IOException {
        CacheDirectory directory = CacheDirectory.at(root);
        if (!directory.init().isCommitted()) {
            ran.add("root");
            CacheDirectory sub = directory.child("subdir");
            if (!sub.init().isCommitted()) {
                ran.add("subdir");
                Files.writeString(sub.path().resolve("log.txt"), "...");
                Files.writeString(sub.path().resolve("result.txt"), "42");
                sub.commit();
            }
            if (failing) {
                throw new IOException("no microscope");
            }
            directory.commit();
        }
        return directory.query().committedAt().orElseThrow();
    }

    @Test
    void secondRunFindsWhatTheFirstCommitted() throws IOException {
        Instant first = pipeline(false);
        assertThat(ran).containsExactly("root", "subdir");

        assertThat(pipeline(false)).isEqualTo(first);
        assertThat(ran).containsExactly("root", "subdir");
        assertThat(CacheDirectory.at(root).child("subdir").path().resolve("result.txt"))
                .hasContent("42");
    }

    @Test
    void uncommittedParentKeepsItsCommittedChildren() throws IOException {
        assertThatThrownBy(() -> pipeline(true)).hasMessage("no microscope");
        assertThat(CacheDirectory.at(root).query().isCommitted()).isFalse();
        ran.clear();

        pipeline(false);
        assertThat(ran).containsExactly("root");
    }

    @Test
    void filesThatAreNotOursStay() throws IOException {
        Files.writeString(root.resolve("notes.txt"), "mine");
        Files.writeString(Files.createDirectories(root.resolve("subdir")).resolve("photo.png"), "mine");
        pipeline(false);

        assertThat(root.resolve("notes.txt")).hasContent("mine");
        assertThat(root.resolve("subdir/photo.png")).hasContent("mine");
    }

    @Test
    void queryWritesNothing() {
        assertThat(CacheDirectory.at(root.resolve("new")).query().isCommitted()).isFalse();
        assertThat(root.resolve("new")).doesNotExist();
    }

    @Test
    void damagedDirectoryIsNotCommittedAndCanBeCommittedAnew() throws IOException {
        pipeline(false);
        Files.writeString(root.resolve("subdir/current/result.txt"), "43");
        CacheDirectory sub = CacheDirectory.at(root).child("subdir");
        assertThat(sub.init().isCommitted()).isFalse();
        Files.writeString(sub.path().resolve("result.txt"), "44");
        sub.commit();

        assertThat(CacheDirectory.at(root).child("subdir").path().resolve("result.txt"))
                .hasContent("44");
    }

    @Test
    void fileInThePlaceOfAChildIsAnErrorAndNoEndlessSearchForAName() throws IOException {
        Files.writeString(root.resolve("subdir"), "a file");

        assertThatThrownBy(() -> CacheDirectory.at(root).child("subdir").init())
                .hasMessageStartingWith("Cannot create the directory \"%s".formatted(root.resolve("subdir")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05T14:23:11.123456", "2024-11-05T14:23:11", "2024-11-05T14:23:11\n"})
    void directoryThatCvplToolsCommittedCounts(String mark) throws IOException {
        Path directory = Files.createDirectory(root.resolve("subdir"));
        Files.writeString(directory.resolve("result.txt"), "from Python");
        Files.writeString(directory.resolve(".cache_url_timestamp"), mark);
        CacheDirectory sub = CacheDirectory.at(root).child("subdir");

        assertThat(sub.init().committedAt())
                .hasValue(LocalDateTime.parse(mark.strip())
                        .atZone(ZoneId.systemDefault())
                        .toInstant());
        assertThat(sub.path()).isEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2024", "2024-11-05T14:23", "2024-11-05T14:23:11.123", "2024-13-05T14:23:11", "now", "\0"})
    void emptyOrTornMarkOfCvplToolsDoesNotCount(String mark) throws IOException {
        Path directory = Files.createDirectory(root.resolve("subdir"));
        Files.writeString(directory.resolve(".cache_url_timestamp"), mark);

        assertThat(CacheDirectory.at(root).child("subdir").query().isCommitted())
                .isFalse();
    }

    /** What {@code cdir_query} of cvpl_tools does with a directory. */
    private static final String CDIR_QUERY = """
            import datetime, os, sys
            file = os.path.join(sys.argv[1], ".cache_url_timestamp")
            if not os.path.exists(file):
                print("not committed")
                sys.exit()
            with open(file, mode="r") as mark:
                when = datetime.datetime.fromisoformat(mark.read())
            print(when.isoformat())
            """;

    @Test
    void directoryThatWeCommittedCountsInPython() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here to ask");
        Instant when = pipeline(false);
        String told = python("-c", CDIR_QUERY, root.resolve("current").toString());

        assertThat(LocalDateTime.parse(told))
                .isCloseTo(LocalDateTime.ofInstant(when, ZoneId.systemDefault()), within(1, ChronoUnit.MILLIS));
        assertThat(python("-c", CDIR_QUERY, root.toString())).isEqualTo("not committed");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return python("--version").startsWith("Python 3");
        } catch (IOException none) {
            return false;
        }
    }

    private static String python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return printed.strip();
    }

    @Test
    void commitWithoutInitSaysWhatToDo() {
        assertThatThrownBy(() -> CacheDirectory.at(root).child("a").commit())
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot commit \"%s/a\": nothing was begun. Call init() first, and write into path()."
                        .formatted(root));
    }

    @Test
    void commitTwiceSaysWhatToDo() {
        CacheDirectory directory = CacheDirectory.at(root);
        directory.init();
        directory.commit();

        assertThatThrownBy(directory::commit)
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot commit \"%s\": it is committed already. Ask init().isCommitted() before computing."
                        .formatted(root));
    }

    @Test
    void pathOfWhatIsNeitherCommittedNorBegunSaysWhatToDo() {
        assertThatThrownBy(() -> CacheDirectory.at(root).child("a").path())
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot tell the path of \"%s/a\": it is not committed, and nothing was begun. Call init() first."
                                .formatted(root));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sub Dir", "..", "a/b", "-a", "ä"})
    void childWithANameThatCannotBeANodeSaysWhatCan(String name) {
        assertThatThrownBy(() -> CacheDirectory.at(root).child(name))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Node name "%s" is not allowed: a name becomes a directory on any file system. \
                        Use 1 to 100 of a-z, 0-9, '.', '_' and '-', starting and ending with a letter or digit.""".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "con", "5f1c02abq7wd-x7q2", "5f1c02abq7wd.json", "cachetree.json"})
    void childWithAReservedNameSaysSo(String name) {
        assertThatThrownBy(() -> CacheDirectory.at(root).child(name))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Node name \"%s\" is not allowed: it is reserved. Choose another name.".formatted(name));
    }
}

package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.StepCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the class files of a directory are believed to be those of its index without being read, and when not. */
class SealedIndexTest {

    private static final String LATER = "class Later implements Level { public double of(double v) { return v; } }";
    /** An edit that leaves the size of the class file as it is. */
    private static final String EDITED = Edit.PROGRAM.replace("v * 0.5", "v * 0.6");

    @TempDir
    Path temporary;

    private Path classes;
    private Path otsu;
    private StepCode built;

    @BeforeEach
    void build() throws IOException {
        classes = Program.compile(Program.directory(temporary, "classes"), Edit.PROGRAM);
        otsu = classes.resolve("lab/Otsu.class");
        CodeIndex.write(classes);
        built = Program.code(classes);
    }

    @Test
    void classFilesWithTheSizesAndTimesOfTheBuildAreNotRead() throws IOException {
        ruin(classes);

        assertThat(Program.code(classes)).isEqualTo(built);
    }

    @Test
    void aCopyThatKeepsTimesIsNotReadEither() throws IOException {
        Path copy = copyWithTimes(classes);
        ruin(copy);

        assertThat(Program.code(copy)).isEqualTo(built);
    }

    @Test
    void aCopyThatKeepsNoTimesHasTheSameCode() throws IOException {
        assertThat(Program.code(copy(classes))).isEqualTo(built);
    }

    @Test
    void anEditInACopyThatKeepsNoTimesIsSeen() throws IOException {
        Path copy = copy(classes);
        replaceBySameSize(copy.resolve("lab/Otsu.class"), Files.getLastModifiedTime(copy.resolve(CodeIndex.NAME)));

        assertThat(difference(copy)).containsExactly("Otsu.of");
    }

    @Test
    void anEditAfterTheBuildIsSeen() throws IOException {
        replaceBySameSize(otsu, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(difference(classes)).containsExactly("Otsu.of");
    }

    @Test
    void anEditWithAClockThatWasSetBackIsSeen() throws IOException {
        replaceBySameSize(otsu, earlier(Duration.ofHours(1)));

        assertThat(difference(classes)).containsExactly("Otsu.of");
    }

    @Test
    void anEditAtAlmostTheSameTimeIsSeen() throws IOException {
        replaceBySameSize(otsu, earlier(Duration.ofNanos(200)));

        assertThat(difference(classes)).containsExactly("Otsu.of");
    }

    @Test
    void aSingleClassFileOfAnEarlierBuildIsSeenThoughItHasItsOldTime() throws IOException {
        Path before = copyWithTimes(classes);
        Files.setLastModifiedTime(before.resolve("lab/Otsu.class"), earlier(Duration.ofDays(1)));
        Program.compile(classes, EDITED);
        CodeIndex.write(classes);
        built = Program.code(classes);
        copyWithTime(before.resolve("lab/Otsu.class"), otsu);

        assertThat(difference(classes)).containsExactly("Otsu.of");
    }

    @Test
    void theIndexOfAnotherBuildIsNotBelieved() throws IOException {
        Path other = Program.compile(Program.directory(temporary, "other"), EDITED);
        CodeIndex.write(other);
        copyWithTime(classes.resolve(CodeIndex.NAME), other.resolve(CodeIndex.NAME));

        assertThat(difference(other)).containsExactly("Otsu.of");
    }

    @Test
    void aCopyThatRoundsTimesHasTheSameCode() throws IOException {
        Path copy = copyWithTimes(classes);
        for (Path each : files(copy)) {
            FileTime time = Files.getLastModifiedTime(each);
            Files.setLastModifiedTime(each, FileTime.fromMillis(time.toMillis()));
        }

        assertThat(Program.code(copy)).isEqualTo(built);
        replaceBySameSize(copy.resolve("lab/Otsu.class"), Files.getLastModifiedTime(copy.resolve("lab/Otsu.class")));
        assertThat(difference(copy)).containsExactly("Otsu.of");
    }

    @Test
    void whereOnlySecondsAreKeptAnEditWithinTheSecondIsSeen() throws IOException {
        for (Path each : files(classes)) {
            Files.setLastModifiedTime(each, seconds(Files.getLastModifiedTime(each)));
        }
        assertThat(Program.code(classes)).isEqualTo(built);
        replaceBySameSize(otsu, Files.getLastModifiedTime(otsu));

        assertThat(difference(classes)).containsExactly("Otsu.of");
    }

    @Test
    void aClassFileThatWasDeletedIsMissed() throws IOException {
        Program.compile(classes, Edit.PROGRAM + LATER);
        CodeIndex.write(classes);
        assertThat(difference(classes)).containsExactly("Later.constructor", "Later.of");
        Files.delete(classes.resolve("lab/Later.class"));

        assertThat(Program.code(classes)).isEqualTo(built);
    }

    @Test
    void aClassFileThatWasAddedIsFoundWhateverItsTime() throws IOException {
        Path other = Program.compile(Program.directory(temporary, "other"), Edit.PROGRAM + LATER);
        Path added = Files.copy(other.resolve("lab/Later.class"), classes.resolve("lab/Later.class"));
        Files.setLastModifiedTime(added, earlier(Duration.ofHours(1)));

        assertThat(difference(classes)).containsExactly("Later.constructor", "Later.of");
    }

    private List<String> difference(Path directory) {
        return List.copyOf(Program.difference(built, Program.code(directory)));
    }

    private FileTime earlier(Duration duration) throws IOException {
        return FileTime.from(Files.getLastModifiedTime(otsu).toInstant().minus(duration));
    }

    private static FileTime seconds(FileTime time) {
        return FileTime.from(time.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private void replaceBySameSize(Path file, FileTime time) throws IOException {
        Path edited = Program.compile(Program.directory(temporary, "edited"), EDITED);
        assertThat(edited.resolve("lab/Otsu.class")).hasSize(Files.size(file));
        Files.copy(edited.resolve("lab/Otsu.class"), file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, time);
    }

    /** Writes what is no class file into each, and leaves size and time as they were. */
    private static void ruin(Path directory) throws IOException {
        for (Path each : files(directory)) {
            if (each.toString().endsWith(".class")) {
                FileTime time = Files.getLastModifiedTime(each);
                Files.write(each, new byte[(int) Files.size(each)]);
                Files.setLastModifiedTime(each, time);
            }
        }
    }

    private Path copy(Path directory) throws IOException {
        Path copy = Program.directory(temporary, "copy");
        for (Path each : files(directory)) {
            Path to = copy.resolve(directory.relativize(each).toString());
            Files.createDirectories(to.resolveSibling("."));
            Files.copy(each, to);
        }
        return copy;
    }

    private Path copyWithTimes(Path directory) throws IOException {
        Path copy = copy(directory);
        for (Path each : files(directory)) {
            copyWithTime(each, copy.resolve(directory.relativize(each).toString()));
        }
        return copy;
    }

    /** JDK 17 itself copies no more than the microseconds of a time. */
    private static void copyWithTime(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}

package io.cachetree.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cachetree.codec.Codec;
import io.cachetree.codec.Codecs;
import io.cachetree.tree.InvalidStepException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the codecs that come with CacheTree put values: into the record, into which file, or nowhere. */
class CodecPlacementTest {

    private final Codecs codecs = Codecs.of(List.of());

    @TempDir
    private Path temp;

    private Path directory = Path.of("");
    private CodecEntry entry = CodecEntry.in(directory);

    @BeforeEach
    void makeEntry() throws IOException {
        directory = Files.createDirectory(temp.resolve("entry"));
        entry = CodecEntry.in(directory);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                byte[].class,
                double[].class,
                int[][].class,
                BufferedImage.class,
                Path.class,
                List.class,
                Integer.class,
                String[].class
            })
    void nullIsTheJsonNull(Class<?> type) throws IOException {
        Codec<@Nullable Object> codec = codec(type == List.class ? listOfPaths() : type);

        codec.encode(null, entry);

        assertThat(json()).isEqualTo("null");
        assertThat(codec.decode(entry)).isNull();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nullOptionalComesBackEmpty() throws IOException {
        codec(OptionalInt.class).encode(null, entry);

        assertThat(codec(OptionalInt.class).decode(entry)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void nullIsNoNumber() {
        entry.replaceJson("null".getBytes(UTF_8));

        assertThatThrownBy(() -> codec(long.class).decode(entry)).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsWrittenForVoid() throws IOException {
        codec(void.class).encode(null, entry);

        assertThat(entry.hasJson()).isFalse();
        assertThat(codec(void.class).decode(entry)).isNull();
    }

    @Test
    void codecThatGivesNoJsonGetsAnEmptyObject() throws IOException {
        Codecs users = Codecs.of(List.of((type, all) -> Optional.of(new Lines())));
        Codec<Object> codec = cast(users.codecFor(List.class));

        codec.encode(List.of("a", "b"), entry);

        assertThat(json()).isEqualTo("{}");
        assertThat(codec.decode(entry)).isEqualTo(List.of("a", "b"));
    }

    /** What a user writes for a format of their own. */
    private static final class Lines implements Codec<List<String>> {

        @Override
        public String id() {
            return "lines";
        }

        @Override
        public void encode(List<String> value, Target target) throws IOException {
            Files.write(target.directory().resolve(target.name() + ".lines.txt"), value);
        }

        @Override
        public List<String> decode(Source source) throws IOException {
            return Files.readAllLines(source.directory().resolve(source.name() + ".lines.txt"));
        }
    }

    @Test
    void filesHaveTheNameOfTheValue() throws IOException {
        CodecEntry part = entry.named("regions/field");
        Codec<@Nullable Object> codec = codec(int[].class);

        codec.encode(new int[] {1, 2}, part);

        assertThat(part.json()).asString(UTF_8).isEqualTo("{\n  \"file\": \"regions/field.npy\"\n}");
        assertThat(directory.resolve("regions/field.npy")).isNotEmptyFile();
        assertThat(codec.decode(part)).isEqualTo(new int[] {1, 2});
    }

    @Test
    void smallTextIsInTheRecord() throws IOException {
        codec(String.class).encode("\u00e4\n\"", entry);

        assertThat(json()).isEqualTo("\"\u00e4\\n\\\"\"");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void largeTextIsAFileAsItIs() throws IOException {
        String text = "\u00e4\r\n".repeat(30_000);

        codec(String.class).encode(text, entry);

        assertThat(json()).isEqualTo("{\n  \"file\": \"result.txt\"\n}");
        assertThat(directory.resolve("result.txt")).hasContent(text).hasBinaryContent(text.getBytes(UTF_8));
    }

    @Test
    void textThatJustFitsIsInTheRecord() throws IOException {
        codec(String.class).encode("x".repeat(Codec.Target.RECORD_LIMIT - 2), entry);

        assertThat(entry.json()).hasSize(Codec.Target.RECORD_LIMIT);
    }

    @Test
    void bytesAreAFileAsTheyAre() throws IOException {
        codec(byte[].class).encode(new byte[] {1, -1}, entry);

        assertThat(directory.resolve("result.bin")).hasBinaryContent(new byte[] {1, -1});
    }

    @Test
    void otherFileInTheRecordIsNotRead() throws IOException {
        codec(byte[].class).encode(new byte[1], entry);
        entry.replaceJson("{\"file\": \"/etc/passwd\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> codec(byte[].class).decode(entry))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read the result: it is in \"/etc/passwd\", not in \"result.bin\".");
    }

    @Test
    void pathIsItsRelativeName() throws IOException {
        Path file = Files.createFile(
                Files.createDirectories(directory.resolve("a b")).resolve("c.png"));

        codec(Path.class).encode(file, entry);

        assertThat(json()).isEqualTo("\"a b/c.png\"");
    }

    @Test
    void pathsAreTheirRelativeNames() throws IOException {
        Path file = Files.createFile(directory.resolve("a.png"));

        codec(listOfPaths()).encode(List.of(file, directory), entry);

        assertThat(json()).isEqualTo("[ \"a.png\", \".\" ]");
    }

    @Test
    void pathOutsideOfTheDirectoryIsRefused() throws IOException {
        Path outside = Files.createFile(temp.resolve("entry.png"));

        assertRefused(outside, notInside(outside));
        assertRefused(directory.resolve("../entry.png"), notInside(outside));
        assertRefused(Path.of("").toAbsolutePath().relativize(outside), notInside(outside));
        assertRefused(temp, notInside(temp));
    }

    private String notInside(Path path) throws IOException {
        return "\"%s\" is not in \"%s\"".formatted(path.toRealPath(), directory.toRealPath());
    }

    @Test
    void missingPathIsRefused() {
        assertRefused(directory.resolve("a.png"), "there is no such file");
    }

    @Test
    void pathThatALinkLeadsOutsideIsRefused() throws IOException {
        Path outside =
                Files.createFile(Files.createDirectory(temp.resolve("outside")).resolve("a.png"));
        Files.createSymbolicLink(directory.resolve("link"), outside.getParent());

        assertRefused(directory.resolve("link/a.png"), notInside(outside));
    }

    @Test
    void directoryThatIsItselfReachedByALinkIsNoMatter() throws IOException {
        Path file = Files.createFile(directory.resolve("a.png"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), directory);

        codec(Path.class).encode(link.resolve("a.png"), entry);
        codec(Path.class).encode(file, CodecEntry.in(link));

        assertThat(json()).isEqualTo("\"a.png\"");
    }

    @Test
    void relativePathIsRelativeToTheWorkingDirectory() throws IOException {
        Path target = Path.of("target");
        assumeTrue(Files.isDirectory(target), "not run by Maven");
        Path here = Files.createTempDirectory(target, "paths");
        CodecEntry relative = CodecEntry.in(here.toAbsolutePath());

        codec(Path.class).encode(Files.createFile(here.resolve("a.png")), relative);

        assertThat(new String(relative.json(), UTF_8)).isEqualTo("\"a.png\"");
    }

    @Test
    void nullInAListOfPathsIsRefusedByItsNumber() throws IOException {
        List<@Nullable Path> paths = Arrays.asList(Files.createFile(directory.resolve("a")), null);

        assertThatThrownBy(() -> codec(listOfPaths()).encode(paths, entry))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot keep the paths as a result: element 1 is null. Return a list without null.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "..", "../entry/a", "a/../../b", "a//b", "./a", "a/", "link/a", "a\\u0000b"})
    void nameThatLeadsOutIsNotRead(String name) throws IOException {
        Files.createFile(Files.createDirectory(temp.resolve("outside")).resolve("a"));
        Files.createSymbolicLink(directory.resolve("link"), temp.resolve("outside"));
        entry.replaceJson(("\"" + name + "\"").getBytes(UTF_8));

        assertThatThrownBy(() -> codec(Path.class).decode(entry))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot read the path \"");
    }

    private void assertRefused(Path path, String why) {
        assertThatThrownBy(() -> codec(Path.class).encode(path, entry))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot keep the path "%s" as a result: %s. \
                        Write the file into the directory that the step gets by @CacheUrl, and return its path there.\
                        """.formatted(path, why));
    }

    private String json() throws IOException {
        return new String(entry.json(), UTF_8);
    }

    private Codec<@Nullable Object> codec(Type type) {
        return cast(codecs.codecFor(type));
    }

    private static Type listOfPaths() {
        try {
            return CodecPlacementTest.class.getDeclaredMethod("paths").getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    static List<Path> paths() {
        return List.of();
    }

    @SuppressWarnings("unchecked") // each test gives the codec what its type asks for
    private static <T extends @Nullable Object> Codec<T> cast(Codec<?> codec) {
        return (Codec<T>) codec;
    }
}

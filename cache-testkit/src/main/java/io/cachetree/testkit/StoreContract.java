package io.cachetree.testkit;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Store} promises to one who is alone with it. A store's test extends this class and says how the
 * store is opened; {@link StoreRaceContract} has the promises to many.
 *
 * <pre>{@code
 * class DirectoryStoreContractTest extends StoreContract {
 *     protected Store open(Path temp) {
 *         return Store.directory(temp);
 *     }
 * }
 * }</pre>
 */
public abstract class StoreContract {

    private static final String FILE = "measure/segment/5f1c02abq7wd.json";
    private static final String STAGE = "measure/segment/5f1c02abq7wd-x7q2";

    @TempDir
    private Path temp;

    private Store store;

    /**
     * Opens a store on new, empty storage.
     *
     * @param temp an empty directory to put it into, for stores that need one
     */
    protected abstract Store open(Path temp) throws IOException;

    @BeforeEach
    final void openStore() throws IOException {
        store = open(temp);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void whatWasNeverWrittenIsAbsentAndNoError() {
        assertThat(store.read(FILE)).isEmpty();
        assertThat(store.open(FILE)).isEmpty();
        assertThat(store.size(FILE)).isEmpty();
        assertThat(store.list("measure")).isEmpty();
        assertThat(store.list("")).isEmpty();
        store.delete(FILE);
    }

    @ParameterizedTest
    @EnumSource
    void publishedFileIsReadAndListed(Durability durability) throws IOException {
        assertThat(store.publish(FILE, bytes("first"), null, durability)).isTrue();

        assertThat(store.read(FILE)).hasValue(bytes("first"));
        try (InputStream in = store.open(FILE).orElseThrow()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("first"));
        }
        assertThat(store.size(FILE)).hasValue(5);
        assertThat(kinds("measure/segment")).containsExactly("FILE 5f1c02abq7wd.json");
        assertThat(kinds("measure")).containsExactly("DIRECTORY segment");
    }

    @Test
    void partOfAFileIsReadIntoTheRestOfABuffer() {
        store.publish(FILE, bytes("0123456789"), null, PROCESS);

        assertThat(part(FILE, 3, 4)).isEqualTo("4 bytes: -3456");
        assertThat(part(FILE, 0, 10)).isEqualTo("10 bytes: -0123456789");
        assertThat(part(FILE, 8, 4)).as("beyond the end").isEqualTo("2 bytes: -89");
        assertThat(part(FILE, 10, 4)).as("at the end").isEqualTo("0 bytes: -");
        assertThat(part(FILE, 11, 4)).as("after the end").isEqualTo("0 bytes: -");
        assertThat(part(FILE, 5, 0)).isEqualTo("0 bytes: -");
        assertThat(part("measure/segment", 0, 4)).as("of a directory").isEqualTo("absent");
        assertThat(part("measure/absent", 0, 4)).isEqualTo("absent");
    }

    private String part(String file, long from, int length) {
        ByteBuffer into = ByteBuffer.allocate(length + 1).put((byte) '-');
        OptionalInt read = store.read(file, from, into);
        String content = new String(into.array(), 0, into.position(), UTF_8);
        return read.isPresent() ? read.getAsInt() + " bytes: " + content : "absent";
    }

    @Test
    void partOfALargeFileIsWhole() throws IOException {
        byte[] large = new byte[1_000_003];
        new Random(5).nextBytes(large);
        Stage stage = store.stage(STAGE).orElseThrow();
        stage.write("large", List.of(ByteBuffer.wrap(large)));
        store.publish(FILE, bytes("record"), stage, PROCESS);
        ByteBuffer into = ByteBuffer.allocate(900_001);

        assertThat(store.read(STAGE + "/large", 100_001, into)).hasValue(900_001);
        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(large, 100_001, 1_000_002));
    }

    @Test
    void emptyFileIsThereAndEmpty() {
        store.replace(FILE, bytes(""));

        assertThat(store.read(FILE)).hasValue(bytes(""));
        assertThat(store.size(FILE)).hasValue(0);
    }

    @Test
    void secondPublicationLosesAndChangesNothing() {
        store.publish(FILE, bytes("first"), null, PROCESS);

        assertThat(store.publish(FILE, bytes("second"), null, PROCESS)).isFalse();
        assertThat(store.read(FILE)).hasValue(bytes("first"));
    }

    @Test
    void publicationOfOurOwnWhoseAnswerWasLostIsOurs() {
        store.publish(FILE, bytes("first"), null, PROCESS);

        assertThat(store.publish(FILE, bytes("first"), null, PROCESS)).isTrue();
    }

    @Test
    void replaceWritesWhetherTheFileIsThereOrNot() {
        store.replace(FILE, bytes("first"));
        store.replace(FILE, bytes("second"));

        assertThat(store.read(FILE)).hasValue(bytes("second"));
        assertThat(kinds("measure/segment")).containsExactly("FILE 5f1c02abq7wd.json");
    }

    @Test
    void whatIsReadOrWrittenCanBeChangedWithoutChangingTheStore() {
        byte[] content = bytes("first");
        store.publish(FILE, content, null, PROCESS);
        content[0] = '?';
        store.read(FILE).orElseThrow()[1] = '?';

        assertThat(store.read(FILE)).hasValue(bytes("first"));
    }

    @Test
    void directoryIsNoFile() {
        store.publish(FILE, bytes("first"), null, PROCESS);

        assertThat(store.read("measure/segment")).isEmpty();
        assertThat(store.open("measure/segment")).isEmpty();
        assertThat(store.size("measure/segment")).isEmpty();
        assertThat(store.list(FILE)).isEmpty();
        assertThat(store.read(FILE + "/below-a-file")).isEmpty();
        assertThat(store.size(FILE + "/below-a-file")).isEmpty();
    }

    @Test
    void preparedDirectoryCanBePublishedIn() {
        store.prepare("measure/segment");
        store.prepare("measure/segment");

        assertThat(store.list("measure/segment")).isEmpty();
        assertThat(store.publish(FILE, bytes("first"), null, PROCESS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void filesOfAStageAreInTheStoreWhenItsRecordIs(Durability durability) throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        write(stage, "labels/0/0.chunk", "chunk");
        Files.writeString(stage.path().resolve("log.txt"), "a line");
        store.publish(FILE, bytes("record"), stage, durability);

        assertThat(store.read(STAGE + "/labels/0/0.chunk")).hasValue(bytes("chunk"));
        assertThat(store.size(STAGE + "/log.txt")).hasValue(6);
        assertThat(kinds(STAGE)).containsExactlyInAnyOrder("DIRECTORY labels", "FILE log.txt");
        assertThat(store.local(STAGE).resolve("labels/0/0.chunk")).hasContent("chunk");
        assertThat(store.local(STAGE).resolve("log.txt")).hasContent("a line");
    }

    @Test
    void stageOfATakenNameIsRefused() {
        assertThat(store.stage(STAGE)).get().extracting(Stage::directory).isEqualTo(STAGE);
        assertThat(store.stage(STAGE)).isEmpty();
    }

    @Test
    void stageOfANameThatWasPublishedIsRefused() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        write(stage, "a.txt", "a");
        store.publish(FILE, bytes("record"), stage, PROCESS);

        assertThat(store.stage(STAGE)).isEmpty();
    }

    @Test
    void stagedFileIsNotSeenUnderAnotherPath() throws IOException {
        write(store.stage(STAGE).orElseThrow(), "a.txt", "a");

        assertThat(store.read(FILE)).isEmpty();
        assertThat(store.read("measure/segment/a.txt")).isEmpty();
        assertThat(store.size("measure/segment/5f1c02abq7wd-aaaa/a.txt")).isEmpty();
    }

    @Test
    void fileOfAStageIsCreatedOnce() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        write(stage, "a.txt", "first");

        assertThatThrownBy(() -> write(stage, "a.txt", "second")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(stage.path().resolve("a.txt")).hasContent("first");
    }

    @Test
    void fileThatIsWrittenAtOnceIsOneOfTheEntryLikeOthers() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        ByteBuffer second = ByteBuffer.wrap(bytes("..second..")).position(2).limit(8);
        stage.write("0/c/0.chunk", List.of(ByteBuffer.wrap(bytes("first and ")), second));
        write(stage, "a.txt", "a");
        List<StoredFile> sealed = stage.seal(name -> true);
        store.publish(FILE, bytes("record"), stage, PROCESS);

        StoredFile chunk = new StoredFile("0/c/0.chunk", 16, Digest.of(bytes("first and second")));
        assertThat(second.remaining()).as("of the buffer that was given").isEqualTo(6);
        assertThat(stage.written("0/c/0.chunk")).hasValue(chunk);
        assertThat(stage.written("a.txt")).isEmpty();
        assertThat(sealed).first().isEqualTo(chunk);
        assertThat(sealed).extracting(StoredFile::name).containsExactly("0/c/0.chunk", "a.txt");
        assertThat(store.read(STAGE + "/0/c/0.chunk")).hasValue(bytes("first and second"));
        assertThat(store.local(STAGE, sealed).resolve("0/c/0.chunk")).hasContent("first and second");
        assertThat(store.local(STAGE, sealed).resolve("a.txt")).hasContent("a");
    }

    @Test
    void fileIsWrittenAtOnceOnlyOnce() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        stage.write("a.txt", List.of(ByteBuffer.wrap(bytes("first"))));

        assertThatThrownBy(() -> stage.write("a.txt", List.of(ByteBuffer.wrap(bytes("second")))))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(stage.seal(name -> true)).extracting(StoredFile::digest).containsExactly(Digest.of(bytes("first")));
    }

    @Test
    void fileThatWasWrittenAtOnceGoesWithTheDiscardedStage() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        stage.write("0/0.chunk", List.of(ByteBuffer.wrap(bytes("chunk"))));
        stage.write("1/0.chunk", List.of(ByteBuffer.wrap(bytes("chunk"))));
        stage.delete("0/0.chunk");

        assertThat(stage.seal(name -> true)).extracting(StoredFile::name).containsExactly("1/0.chunk");
        stage.discard();
        assertThat(store.size(STAGE + "/1/0.chunk")).isEmpty();
    }

    @Test
    void sealListsTheOutputsInOrderWithSizesAndDigests() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        for (String name : List.of("b.txt", "a/z.txt", "a/b.txt", "a.txt", "notes.txt", "empty")) {
            write(stage, name, name.equals("empty") ? "" : name);
        }

        assertThat(stage.seal(name -> !name.equals("notes.txt")))
                .extracting(file -> file.name() + " " + file.size())
                .containsExactly("a.txt 5", "a/b.txt 7", "a/z.txt 7", "b.txt 5", "empty 0");
        assertThat(stage.seal(name -> name.equals("b.txt")).get(0).digest()).isEqualTo(Digest.of(bytes("b.txt")));
    }

    @Test
    void sealRefusesAStageThatIsGone() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        Files.delete(stage.path());

        assertThatThrownBy(() -> stage.seal(name -> true))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void discardedStageIsGone() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        write(stage, "a/b.txt", "b");
        stage.discard();
        stage.discard();

        assertThat(stage.path()).doesNotExist();
        assertThat(store.size(STAGE + "/a/b.txt")).isEmpty();
    }

    @Test
    void deleteTakesADirectoryWithAllItHoldsAndNothingElse() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        write(stage, "a.txt", "a");
        store.publish(FILE, bytes("record"), stage, PROCESS);
        store.publish("measure/segment-2/5f1c02abq7wd.json", bytes("other"), null, PROCESS);
        store.publish("measure/segment.json", bytes("other"), null, PROCESS);
        store.delete("measure/segment");

        assertThat(store.read(FILE)).isEmpty();
        assertThat(store.read(STAGE + "/a.txt")).isEmpty();
        assertThat(kinds("measure")).containsExactlyInAnyOrder("DIRECTORY segment-2", "FILE segment.json");
        assertThat(store.stage(STAGE)).as("the name is free again").isPresent();
    }

    @Test
    void deletedFileCanBePublishedAgain() {
        store.publish(FILE, bytes("first"), null, PROCESS);
        store.delete(FILE);

        assertThat(store.publish(FILE, bytes("second"), null, PROCESS)).isTrue();
    }

    @Test
    void deleteFileTakesAFileAndMindsNoneThatIsAbsent() {
        store.publish(FILE, bytes("first"), null, PROCESS);
        store.publish("measure/segment/other.json", bytes("other"), null, PROCESS);
        store.deleteFile(FILE);
        store.deleteFile(FILE);

        assertThat(store.read(FILE)).isEmpty();
        assertThat(store.read("measure/segment/other.json")).isPresent();
        assertThatThrownBy(() -> store.deleteFile("../" + FILE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stageDeletesAFileAndMindsNoneThatIsAbsent() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        stage.create("note.txt").close();

        stage.delete("note.txt");
        stage.delete("note.txt");

        assertThat(stage.path()).isEmptyDirectory();
        assertThatThrownBy(() -> stage.delete("../note.txt")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readRefusesAFileThatIsTooLargeAndOpenDoesNot() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        Files.write(stage.path().resolve("largest"), new byte[Store.LARGEST_READ]);
        Files.write(stage.path().resolve("huge"), new byte[Store.LARGEST_READ + 1]);
        store.publish(FILE, bytes("record"), stage, PROCESS);

        assertThat(store.read(STAGE + "/largest"))
                .get()
                .extracting(read -> read.length)
                .isEqualTo(Store.LARGEST_READ);
        assertThatThrownBy(() -> store.read(STAGE + "/huge"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("huge")
                .hasMessageContaining("it is larger than %d bytes", Store.LARGEST_READ);
        try (InputStream in = store.open(STAGE + "/huge").orElseThrow()) {
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(Store.LARGEST_READ + 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../outside",
                "a/../../outside",
                "/etc/passwd",
                "a//b",
                "a/",
                "./a",
                "a/./b",
                "a\\b",
                "a\0b"
            })
    void pathThatCouldLeadOutOfTheRootIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.open(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.size(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(path, 0, ByteBuffer.allocate(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.list(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.prepare(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.stage(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.publish(path, bytes("x"), null, PROCESS));
        assertThatIllegalArgumentException().isThrownBy(() -> store.replace(path, bytes("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(path));
        assertThatIllegalArgumentException().isThrownBy(() -> store.local(path));
        Stage stage = store.stage(STAGE).orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> stage.create(path));
        assertThatIllegalArgumentException().isThrownBy(() -> stage.write(path, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-a", "a b", "...", "..a", "a..b", "%2e%2e", "~", "con", "a:b", "*", "'\"$(x)", "#?&"})
    void oddNameIsANameLikeAnyOther(String name) {
        assertThat(store.publish("odd/" + name, bytes(name), null, PROCESS)).isTrue();

        assertThat(store.read("odd/" + name)).hasValue(bytes(name));
        assertThat(kinds("odd")).containsExactly("FILE " + name);
    }

    @Test
    void listingOfAThousandShowsEachOnce() {
        List<String> names =
                IntStream.range(0, 1_000).mapToObj("%d.json"::formatted).toList();
        names.forEach(name -> store.publish("many/" + name, bytes(name), null, PROCESS));

        assertThat(store.list("many")).extracting(StoreItem::name).containsExactlyInAnyOrderElementsOf(names);
        assertThat(store.names("many")).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void namesAreThoseOfTheListing() {
        store.publish(FILE, bytes("record"), null, PROCESS);
        store.publish("measure/segment/split/a.json", bytes("a"), null, PROCESS);

        assertThat(store.names("measure/segment"))
                .containsExactlyInAnyOrderElementsOf(store.list("measure/segment").stream()
                        .map(StoreItem::name)
                        .toList())
                .contains("split");
        assertThat(store.names(FILE)).as("of a file").isEmpty();
        assertThat(store.names("absent")).isEmpty();
    }

    @Test
    void linkForPeopleIsNoFileAndNoDirectory() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        write(stage, "a.txt", "a");
        store.publish(FILE, bytes("record"), stage, PROCESS);
        store.pointAt("measure/segment/current", "5f1c02abq7wd-x7q2");
        List<StoreItem> links = store.list("measure/segment").stream()
                .filter(item -> item.name().equals("current"))
                .toList();
        assumeTrue(!links.isEmpty(), "this storage knows no links");

        assertThat(links).extracting(StoreItem::kind).containsExactly(StoreItem.Kind.OTHER);
        assertThat(store.names("measure/segment/current"))
                .as("names behind a link")
                .isEmpty();
        store.delete("measure/segment/current");
        assertThat(store.read(STAGE + "/a.txt")).as("what it pointed at").hasValue(bytes("a"));
    }

    private List<String> kinds(String directory) {
        return store.list(directory).stream()
                .map(item -> item.kind() + " " + item.name())
                .toList();
    }

    private static void write(Stage stage, String name, String content) throws IOException {
        try (OutputStream out = stage.create(name)) {
            out.write(bytes(content));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

package io.cachetree.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.Digest;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a zip file, and what is refused of one that was made to do harm. */
class ZipStoreTest {

    private static final String DAMAGED = "It is damaged, or was not written by CacheTree; copy the tree anew.";

    /** Where the numbers stand in an entry of the table of contents. */
    private static final int SYSTEM = 5;

    private static final int COMPRESSED = 20;
    private static final int SIZE = 24;
    private static final int ATTRIBUTES = 38;
    private static final int OFFSET = 42;

    @TempDir
    private Path temp;

    private Path zip;

    @BeforeEach
    void name() {
        zip = temp.resolve("runs.zip");
    }

    /** Writes a zip file of names and contents. */
    private void write(String... namesAndContents) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndContents[i]));
                out.write(namesAndContents[i + 1].getBytes(UTF_8));
                out.closeEntry();
            }
        }
    }

    /** Changes a number of an entry of the table of contents. */
    private void patch(String name, int where, long value) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        numbers(bytes).putInt(entry(bytes, name) + where, (int) value);
        Files.write(zip, bytes);
    }

    private static ByteBuffer numbers(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int entry(byte[] bytes, String name) {
        ByteBuffer numbers = numbers(bytes);
        for (int i = 0; i < bytes.length - 46; i++) {
            if (numbers.getInt(i) == 0x02014b50
                    && new String(bytes, i + 46, numbers.getShort(i + 28), UTF_8).equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private Store open() {
        return Store.at("zip:" + zip);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot open the zip file \"%s\": %s. %s", zip, why, DAMAGED);
    }

    @Test
    void filesAreReadListedAndMeasured() throws IOException {
        write("a.txt", "top", "measure/b.txt", "0123456789", "measure/deep/c.txt", "c", "empty/", "");
        try (Store store = open()) {
            assertThat(store.read("measure/b.txt")).hasValue("0123456789".getBytes(UTF_8));
            assertThat(store.read("measure")).isEmpty();
            assertThat(store.read("absent")).isEmpty();
            assertThat(store.size("measure/b.txt")).hasValue(10);
            assertThat(store.size("empty")).isEmpty();
            assertThat(store.names("")).containsExactly("a.txt", "empty", "measure");
            assertThat(store.names("measure")).containsExactly("b.txt", "deep");
            assertThat(store.names("empty")).isEmpty();
            assertThat(store.names("a.txt")).isEmpty();
            assertThat(store.list("measure"))
                    .extracting(StoreItem::kind)
                    .containsExactly(StoreItem.Kind.FILE, StoreItem.Kind.DIRECTORY);
            assertThat(store.access()).isEqualTo(Access.TRANSFERRED);
            assertThat(store).hasToString("zip:" + zip);
            ByteBuffer part = ByteBuffer.allocate(4);
            assertThat(store.read("measure/b.txt", 8, part)).hasValue(2);
            assertThat(store.read("measure/b.txt", 10, part)).hasValue(0);
            assertThat(store.read("measure/b.txt", 99, part)).hasValue(0);
            assertThat(new String(part.array(), 0, part.position(), UTF_8)).isEqualTo("89");
        }
    }

    @Test
    void directoryInAZipFileCanBeTheRoot() throws IOException {
        write("runs/mouse 12/a.txt", "a", "runs/mouse 12/deep/b.txt", "b", "runs/mouse-13/a.txt", "other");
        try (Store store = Store.at("zip:" + zip + "!/runs/mouse 12")) {
            assertThat(store.names("")).containsExactly("a.txt", "deep");
            assertThat(store.read("a.txt")).hasValue("a".getBytes(UTF_8));
            try (Store again = Store.at(store.location().toString().replace("%20", " "))) {
                assertThat(again.read("deep/b.txt")).hasValue("b".getBytes(UTF_8));
            }
        }
    }

    @Test
    void localFilesAreUnpackedComparedAndGoneWhenTheStoreIsClosed() throws IOException {
        write("measure/x/a.txt", "aaa", "measure/x/deep/b.txt", "bbb", "measure/y/c.txt", "c");
        Path local;
        try (Store store = open()) {
            StoredFile file = new StoredFile("deep/b.txt", 3, Digest.of("bbb".getBytes(UTF_8)));
            local = store.local("measure/x", List.of(file));
            assertThat(local.resolve("deep/b.txt")).hasContent("bbb");
            assertThat(local.resolve("a.txt")).doesNotExist();
            assertThat(store.local("measure/x")).isEqualTo(local);
            assertThat(local.resolve("a.txt")).hasContent("aaa");

            StoredFile other = new StoredFile("a.txt", 3, Digest.of("other".getBytes(UTF_8)));
            assertThatThrownBy(() -> store.local("measure/x", List.of(other)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("file \"a.txt\" is damaged: its content changed");
            StoredFile missing = new StoredFile("z.txt", 3, Digest.of("other".getBytes(UTF_8)));
            assertThatThrownBy(() -> store.local("measure/x", List.of(missing)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("file \"z.txt\" is missing or damaged");
        }
        assertThat(local).doesNotExist();
    }

    @Test
    void nothingIsWritten() throws IOException {
        write("a.txt", "a");
        byte[] before = Files.readAllBytes(zip);
        try (Store store = open()) {
            assertThatThrownBy(() -> store.prepare("measure"))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("""
                            Cannot write to "zip:%s/measure": a zip file is only read. Put a tree of your own over it, as in \
                            CacheTree.open("runs/mine").over("zip:%s"), then run again.""", zip, zip);
            assertThatThrownBy(() -> store.publish("b", new byte[0], null, Durability.PROCESS))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.stage("b")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.replace("a.txt", new byte[0])).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.delete("a.txt")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.move("a.txt", "b")).isInstanceOf(StoreException.class);
        }
        assertThat(zip).hasBinaryContent(before);
    }

    @Test
    void whatIsNoZipFileIsRefused() throws IOException {
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot open the zip file \"%s\": there is no such file. Name one that \"cachetree cp\" or copyTo wrote.",
                        zip);
        Files.writeString(zip, "no zip");
        assertRefused("zip END header not found");
        write("a.txt", "a".repeat(1000), "b.txt", "b");
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length - 30));
        assertRefused("zip END header not found");
    }

    @Test
    void zipFileWithoutItsSchemeIsToldHowToName() throws IOException {
        write("a.txt", "a");

        assertThatThrownBy(() -> Store.at(zip.toString()))
                .hasMessage(
                        "Cannot open a cache tree at \"%s\": it is a file. To read a zip, write \"zip:%s\".", zip, zip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "a//b", "./a", "a\\b", ".."})
    void nameThatCouldLeadElsewhereIsRefused(String name) throws IOException {
        write("a.txt", "a", name, "evil");

        assertRefused("the name \"%s\" in it could lead elsewhere".formatted(name));
    }

    @Test
    void nameThatIsThereTwiceIsRefused() throws IOException {
        write("a-1.txt", "one", "a-2.txt", "two");
        Files.writeString(zip, Files.readString(zip, ISO_8859_1).replace("a-2.txt", "a-1.txt"), ISO_8859_1);

        assertRefused("it has \"a-1.txt\" twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/", "a/b/"})
    void fileThatIsADirectoryAsWellIsRefused(String other) throws IOException {
        write("a", "file", "a-0", "between", other, "");

        assertRefused("\"a\" in it is both a file and a directory");
    }

    @Test
    void sizeThatTheBytesCannotHaveIsRefused() throws IOException {
        write("a.txt", "a".repeat(1000));
        patch("a.txt", SIZE, 2_000_000_000);

        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("\"a.txt\" in it cannot have 2000000000 bytes, as it takes ");
    }

    @Test
    void entriesThatOverlapAreRefused() throws IOException {
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);
        write("a", new String(noise, ISO_8859_1), "b", "b");
        byte[] bytes = Files.readAllBytes(zip);
        int a = entry(bytes, "a");
        for (int where : List.of(COMPRESSED, SIZE, OFFSET)) {
            patch("b", where, numbers(bytes).getInt(a + where));
        }

        assertRefused("its entries overlap, so that it would become larger than any data in it");
    }

    @Test
    void whatWouldGrowTooMuchIsNotUnpacked() throws IOException {
        byte[] noise = new byte[1_500_000];
        new Random(1).nextBytes(noise);
        write("measure/x/a.bin", new String(noise, ISO_8859_1));
        patch("measure/x/a.bin", SIZE, 1_500_000_000);
        try (Store store = open()) {
            assertThatThrownBy(() -> store.local("measure/x"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("bytes would become 1500000000, which is unusual");
            StoredFile file = new StoredFile("a.bin", 1_500_000_000, Digest.of(noise));
            assertThatThrownBy(() -> store.local("measure/x", List.of(file)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("which is unusual; unpack it yourself if you know it, and use the directory");
        }
    }

    @Test
    void fileOfAnotherSizeThanItSaysIsDamaged() throws IOException {
        write("a.txt", "a".repeat(1000), "b.txt", "b".repeat(1000));
        patch("a.txt", SIZE, 999);
        patch("b.txt", SIZE, 1001);
        try (Store store = open()) {
            assertThatThrownBy(() -> readAll(store, "a.txt"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("\"a.txt\" is damaged: it should have 999 bytes");
            assertThatThrownBy(() -> readAll(store, "b.txt"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("\"b.txt\" is damaged: it should have 1001 bytes");
            assertThat(store.read("b.txt").orElseThrow()).as("what there is").hasSizeLessThan(1001);
        }
    }

    private static byte[] readAll(Store store, String file) throws IOException {
        try (InputStream in = store.open(file).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    @Test
    void linkIsAFileThatHoldsTheNameOfItsTarget() throws IOException {
        Files.writeString(temp.resolve("secret.txt"), "secret");
        write("measure/x/link", "../../../secret.txt");
        patch("measure/x/link", SYSTEM - 1, 0x0314);
        patch("measure/x/link", ATTRIBUTES, 0xA1FF_0000L);
        try (Store store = open()) {
            Path local = store.local("measure/x");
            assertThat(Files.isSymbolicLink(local.resolve("link"))).isFalse();
            assertThat(local.resolve("link")).hasContent("../../../secret.txt");
        }
    }

    @Test
    void closedStoreSaysSo() throws IOException {
        write("a.txt", "a");
        Store store = open();
        store.close();

        assertThatThrownBy(() -> store.open("a.txt"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the zip file was closed");
    }
}

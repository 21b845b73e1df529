package io.cachetree.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.store.Access;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store over another one reads where, and what it leaves alone. */
class LayeredStoreTest {

    private static final String RECORD = "measure/5f1c02abq7wd.json";
    private static final String ATTEMPT = "measure/5f1c02abq7wd-x7q2";
    private static final byte[] BELOW = "below".getBytes(UTF_8);
    private static final byte[] ABOVE = "above".getBytes(UTF_8);

    @TempDir
    private Path temp;

    private FaultyStore above;
    private FaultyStore below;
    private Store both;

    @BeforeEach
    void open() {
        above = new FaultyStore(Store.directory(temp.resolve("above")), Fault.NONE);
        below = new FaultyStore(Store.directory(temp.resolve("below")), Fault.NONE);
        both = Store.layered(above, below);
    }

    private static void publish(Store store, String file, byte[] content) {
        store.publish(file, content, null, Durability.PROCESS);
    }

    @Test
    void whatIsAboveHidesWhatIsBelowAndNothingIsAskedThere() {
        publish(below, RECORD, BELOW);
        publish(above, RECORD, ABOVE);
        publish(above, ATTEMPT + "/a.txt", ABOVE);
        below.asked();

        assertThat(both.read(RECORD)).hasValue(ABOVE);
        assertThat(both.size(RECORD)).hasValue(ABOVE.length);
        assertThat(both.open(ATTEMPT + "/a.txt")).isPresent();
        assertThat(both.read(ATTEMPT + "/a.txt", 0, ByteBuffer.allocate(9))).hasValue(ABOVE.length);
        assertThat(below.asked()).isEmpty();
    }

    @Test
    void filesOfAnEntryThatIsBelowAreNotLookedForAboveAgain() {
        publish(below, RECORD, BELOW);
        publish(below, ATTEMPT + "/c/0/0", BELOW);
        publish(below, ATTEMPT + "/c/0/1", BELOW);
        assertThat(both.read(ATTEMPT + "/c/0/0")).hasValue(BELOW);
        above.asked();

        assertThat(both.read(ATTEMPT + "/c/0/1", 0, ByteBuffer.allocate(9))).hasValue(BELOW.length);
        assertThat(above.asked()).isEmpty();
        assertThat(both.read(RECORD)).hasValue(BELOW);
        assertThat(above.asked()).as("another record may be there by now").containsExactly("read " + RECORD);
    }

    @Test
    void listingsAreTheUnionWithoutWhatThoseBelowLeftForOneAnother() {
        publish(below, RECORD, BELOW);
        publish(below, ATTEMPT + "/.zattrs", BELOW);
        publish(below, ATTEMPT + "/.owner", BELOW);
        publish(below, "measure/.pin-5f1c02abq7wd", BELOW);
        publish(below, ".use/1", BELOW);
        publish(above, RECORD, ABOVE);
        publish(above, "measure/a81b22c0k3f9.json", ABOVE);
        publish(above, ".use/2", ABOVE);

        assertThat(both.names("measure"))
                .containsExactlyInAnyOrder("5f1c02abq7wd.json", "5f1c02abq7wd-x7q2", "a81b22c0k3f9.json");
        assertThat(both.list("measure").stream().map(StoreItem::name))
                .containsExactlyInAnyOrderElementsOf(both.names("measure"));
        assertThat(both.names("")).containsExactlyInAnyOrder(".use", "measure");
        assertThat(both.names(".use")).containsExactly("2");
        assertThat(both.names(ATTEMPT)).containsExactly(".zattrs");
        assertThat(both.read(".use/1")).isEmpty();
        assertThat(both.read("measure/.pin-5f1c02abq7wd")).isEmpty();
        assertThat(both.size(ATTEMPT + "/.owner")).isEmpty();
        assertThat(both.read(ATTEMPT + "/.zattrs")).hasValue(BELOW);
        assertThat(both.size(ATTEMPT + "/.owner"))
                .as("once it is known where the others are")
                .isEmpty();
    }

    @Test
    void nothingBelowIsWrittenMovedOrDeleted() throws IOException {
        publish(below, RECORD, BELOW);
        publish(below, ATTEMPT + "/a.txt", BELOW);
        below.asked();

        both.replace(RECORD, ABOVE);
        both.delete(ATTEMPT);
        assertThat(both.move(ATTEMPT, ".trash/1")).isFalse();
        both.pointAt("measure/current", "5f1c02abq7wd-x7q2");

        assertThat(both.read(RECORD)).hasValue(ABOVE);
        assertThat(both.read(ATTEMPT + "/a.txt")).hasValue(BELOW);
        assertThat(below.asked()).containsExactly("read " + ATTEMPT + "/a.txt");
        assertThat(below.read(RECORD)).hasValue(BELOW);
        assertThat(Files.isSymbolicLink(temp.resolve("above/measure/current"))).isFalse();
    }

    @Test
    void linkMayPointAtWhatIsAbove() throws IOException {
        publish(above, ATTEMPT + "/a.txt", ABOVE);

        both.pointAt("measure/current", "5f1c02abq7wd-x7q2");

        assertThat(Files.readSymbolicLink(temp.resolve("above/measure/current")))
                .isEqualTo(Path.of("5f1c02abq7wd-x7q2"));
    }

    @Test
    void nameOfAnAttemptBelowIsTaken() {
        publish(below, ATTEMPT + "/a.txt", BELOW);

        assertThat(both.stage(ATTEMPT)).isEmpty();
        assertThat(both.stage(ATTEMPT.replace("x7q2", "x7q3")).map(Stage::directory))
                .hasValue(ATTEMPT.replace("x7q2", "x7q3"));
    }

    @Test
    void localFilesComeFromTheLayerThatHasThem() throws IOException {
        publish(below, ATTEMPT + "/a.txt", BELOW);
        publish(above, "measure/a81b22c0k3f9-x7q2/a.txt", ABOVE);
        StoredFile file = new StoredFile("a.txt", BELOW.length, Digest.of(BELOW));

        assertThat(both.local(ATTEMPT)).isEqualTo(temp.resolve("below").resolve(ATTEMPT));
        assertThat(both.local(ATTEMPT, List.of(file)))
                .isEqualTo(temp.resolve("below").resolve(ATTEMPT));
        assertThat(both.local("measure/a81b22c0k3f9-x7q2")).isEqualTo(temp.resolve("above/measure/a81b22c0k3f9-x7q2"));
    }

    @Test
    void filesAreInPlaceOnlyIfBothLayersAre() {
        assertThat(both.access()).isEqualTo(Access.IN_PLACE);
        assertThat(Store.layered(Store.memory(), below).access()).isEqualTo(Access.TRANSFERRED);
        assertThat(Store.layered(above, Store.memory()).access()).isEqualTo(Access.TRANSFERRED);
    }

    @Test
    void eachDirectoryIsWhereTheLayerIsThatHasIt() {
        publish(below, ATTEMPT + "/a.txt", BELOW);
        publish(above, "measure/a81b22c0k3f9-x7q2/a.txt", ABOVE);
        Store overMemory = Store.layered(above, Store.layered(Store.memory(), below));
        Store memoryOver = Store.layered(Store.memory(), Store.readOnly(both));

        for (Store stack : List.of(overMemory, memoryOver)) {
            assertThat(stack.access()).isEqualTo(Access.TRANSFERRED);
            assertThat(stack.access(ATTEMPT)).isEqualTo(Access.IN_PLACE);
            assertThat(stack.access("measure/a81b22c0k3f9-x7q2")).isEqualTo(Access.IN_PLACE);
            assertThat(stack.access("measure/5f1c02abq7wd-x7q3")).isEqualTo(Access.TRANSFERRED);
            assertThat(stack.local(ATTEMPT)).isEqualTo(temp.resolve("below").resolve(ATTEMPT));
        }
    }

    @Test
    void whereADirectoryIsTakesNoRequestElsewhere() {
        publish(below, ATTEMPT + "/a.txt", BELOW);
        FaultyStore elsewhere = new FaultyStore(Store.memory(), Fault.NONE);

        assertThat(Store.layered(above, elsewhere).access(ATTEMPT)).isEqualTo(Access.TRANSFERRED);
        assertThat(Store.layered(elsewhere, below).access(ATTEMPT)).isEqualTo(Access.IN_PLACE);
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void localFilesOfMemoryOverADirectoryAreThoseOfTheDirectory() throws IOException {
        publish(below, ATTEMPT + "/a.txt", BELOW);
        try (Store memory = Store.memory()) {
            Store overBelow = Store.layered(memory, below);

            assertThat(overBelow.local(ATTEMPT).resolve("a.txt")).hasBinaryContent(BELOW);
            assertThat(overBelow.location()).isEqualTo(memory.location());
        }
    }

    @Test
    void layersCanBeStacked() {
        try (Store memory = Store.memory()) {
            Store stack = Store.layered(memory, both);
            publish(below, RECORD, BELOW);
            publish(above, "measure/a81b22c0k3f9.json", ABOVE);
            publish(stack, "measure/99d0e1f2m2v8.json", ABOVE);

            assertThat(stack.names("measure"))
                    .containsExactlyInAnyOrder("5f1c02abq7wd.json", "a81b22c0k3f9.json", "99d0e1f2m2v8.json");
            assertThat(stack.read(RECORD)).hasValue(BELOW);
        }
    }

    @Test
    void closingClosesBoth() {
        Store memory = Store.memory();
        Store second = Store.memory();
        publish(second, ATTEMPT + "/a.txt", BELOW);
        Path copy = second.local(ATTEMPT);

        Store.layered(memory, second).close();

        assertThat(copy).doesNotExist();
    }

    @Test
    void failureBelowIsNoAbsence() {
        Store failing = new FaultyStore(below, new Fault(1, Fault.How.FROM_THEN_ON, Fault.When.BEFORE));

        assertThatThrownBy(() -> Store.layered(above, failing).read(RECORD))
                .hasMessageContaining("fault at operation 1");
    }
}

package io.cachetree.remote.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectStore.Depth;
import io.cachetree.remote.server.HadoopServer;
import io.cachetree.store.Store;
import io.cachetree.testkit.Race;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HDFS does as a store of objects. */
class HadoopObjectsTest {

    private final HadoopObjects objects = new HadoopObjects(HadoopServer.url());
    private final String root = "test-" + UUID.randomUUID();

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void ofAllWhoPutAnAbsentObjectExactlyOneWins() throws Exception {
        for (int key = 0; key < 10; key++) {
            String object = root + "/" + key + ".json";
            List<Boolean> won = Race.of(8, thread -> () -> objects.putIfAbsent(object, bytes("by " + thread)));

            assertThat(won).containsOnlyOnce(true);
            assertThat(objects.get(object)).hasValue(bytes("by " + won.indexOf(true)));
        }
        assertThat(objects.list(root, Depth.ALL)).as("no temporary files").hasSize(10);
    }

    @Test
    void objectIsReplacedAndReadInParts() {
        objects.put(root + "/a/b.bin", bytes("first"));
        objects.put(root + "/a/b.bin", bytes("0123456789"));

        assertThat(objects.get(root + "/a/b.bin", 3, 4)).hasValue(bytes("3456"));
        assertThat(objects.size(root + "/a/b.bin")).hasValue(10);
        assertThatExceptionOfType(ObjectException.class)
                .isThrownBy(() -> objects.get(root + "/a/b.bin", 8, 4))
                .extracting(ObjectException::failure)
                .isEqualTo(Failure.RANGE);
    }

    @Test
    void objectThatIsNoRecordDoesNotComeIntoMemoryAsAWhole() {
        objects.put(root + "/large.bin", new byte[Store.LARGEST_READ + 1_000]);

        assertThat(objects.get(root + "/large.bin").map(content -> content.length))
                .hasValue(Store.LARGEST_READ + 1);
    }

    @Test
    void whatIsAbsentADirectoryOrBelowAFileIsNoObject() {
        objects.put(root + "/a/b.bin", bytes("content"));

        for (String key : List.of(root + "/none", root + "/a", root + "/a/b.bin/below")) {
            assertThat(objects.get(key)).as(key).isEmpty();
            assertThat(objects.get(key, 0, 1)).as(key).isEmpty();
            assertThat(objects.size(key)).as(key).isEmpty();
            objects.delete(key);
        }
        assertThat(objects.list(root + "/none", Depth.ONE_LEVEL)).isEmpty();
        assertThat(objects.list(root + "/a/b.bin", Depth.ALL)).isEmpty();
        assertThat(objects.get(root + "/a/b.bin")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a b", "100%", "%3A", "#?&", "é", "a+b", "...", "-a"})
    void anyNameIsKept(String name) {
        objects.put(root + "/" + name + "/" + name, bytes(name));

        assertThat(objects.get(root + "/" + name + "/" + name)).hasValue(bytes(name));
        assertThat(objects.list(root, Depth.ONE_LEVEL)).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo(name);
            assertThat(line.isDirectory()).isTrue();
        });
        assertThat(objects.list(root, Depth.ALL))
                .singleElement()
                .satisfies(line -> assertThat(line.name()).isEqualTo(name + "/" + name));
    }

    @Test
    void allBelowADirectoryIsDeletedAndNothingBesideIt() {
        objects.put(root + "/a/b/c.bin", bytes("c"));
        objects.put(root + "/a-2/d.bin", bytes("d"));
        objects.deleteBelow(root + "/a");
        objects.deleteBelow(root + "/a-2/d.bin");

        assertThat(objects.list(root, Depth.ALL))
                .extracting(line -> line.name())
                .containsExactly("a-2/d.bin");
    }

    @Test
    void largeObjectIsWhole() {
        byte[] large = new byte[3 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        objects.put(root + "/large", large);

        assertThat(objects.get(root + "/large")).hasValue(large);
    }

    @Test
    void serverThatIsDownIsUnreachable() {
        HadoopObjects nowhere = new HadoopObjects(URI.create("hdfs://127.0.0.1:1"));

        assertThatExceptionOfType(ObjectException.class)
                .isThrownBy(() -> nowhere.get("a"))
                .extracting(ObjectException::failure)
                .isEqualTo(Failure.UNREACHABLE);
    }
}

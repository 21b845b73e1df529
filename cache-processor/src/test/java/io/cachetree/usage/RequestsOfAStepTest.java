package io.cachetree.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.testkit.Fault;
import io.cachetree.testkit.FaultyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of a storage that is not on this machine, where each look takes a request. */
class RequestsOfAStepTest {

    static class Steps {

        @Cached
        int square(int number) {
            return number * number;
        }

        @Cached
        int sum(int number) {
            return IntStream.range(0, number).map(this::square).sum();
        }

        @Cached
        Path write(String text, @CacheUrl @Nullable Path directory) throws IOException {
            Path home = directory == null ? Path.of("nowhere") : directory;
            Files.writeString(home.resolve("other.txt"), text);
            return Files.writeString(home.resolve("text.txt"), text);
        }

        private @Nullable Path drawn;

        @Cached
        void draw(String text, @CacheUrl @Nullable Path directory) throws IOException {
            drawn = directory == null ? Path.of("nowhere") : directory;
            Files.writeString(drawn.resolve("plot.txt"), text);
        }

        @Cached
        int fail(int number) {
            throw new IllegalStateException("no " + number);
        }
    }

    private final FaultyStore store = new FaultyStore(Store.memory(), Fault.NONE);
    private final CacheTree tree =
            CacheTree.builder().lease(Duration.ofHours(1)).open(store);
    private final Steps steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);

    @AfterEach
    void close() {
        tree.close();
    }

    private List<String> asked() {
        return store.asked().stream()
                .map(each ->
                        each.replaceAll("[0-9a-z]{12}-[0-9a-z]{16}", "ATTEMPT").replaceAll("[0-9a-z]{12}", "KEY"))
                .toList();
    }

    @Test
    void hitIsOneReadAtAnyDepth() {
        steps.sum(5);
        store.asked();

        assertThat(steps.sum(5)).isEqualTo(30);
        assertThat(asked()).containsExactly("read sum/KEY.json");
    }

    @Test
    void commitAmongManySiblingsAsksNothingOfThem() {
        steps.sum(200);
        store.asked();

        assertThat(steps.sum(201)).isEqualTo(200 * 201 * 401 / 6);
        assertThat(asked().stream().filter(each -> each.startsWith("publish")))
                .containsExactly("publish sum/square/KEY.json", "publish sum/KEY.json");
        assertThat(asked().stream().filter(each -> each.startsWith("list"))).isEmpty();
    }

    @Test
    void filesOfAnEntryAreFetchedOnceAndNotLookedAtBefore() throws IOException {
        steps.write("first", null);
        store.asked();

        Path again = steps.write("first", null);
        assertThat(again).hasContent("first").hasFileName("text.txt");
        assertThat(asked()).containsExactly("read write/KEY.json", "read write/ATTEMPT", "link write/current");
    }

    @Test
    void filesThatNoValueReadsTakeNoRoomHereOnceTheyArePublished() throws IOException {
        Path written = steps.write("first", null);
        steps.draw("second", null);

        assertThat(written).hasContent("first");
        assertThat(steps.drawn).isNotNull().doesNotExist();
        String attempt = store.list("draw").stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY)
                .findFirst()
                .orElseThrow()
                .name();
        assertThat(store.read("draw/" + attempt + "/plot.txt")).hasValue("second".getBytes(UTF_8));
    }

    @Test
    void failureIsThereForAllWhoSeeTheTree() {
        assertThatThrownBy(() -> steps.fail(7)).hasMessage("no 7");

        String attempt = store.list("fail").get(0).name();
        assertThat(new String(store.read("fail/" + attempt + "/error.txt").orElseThrow(), UTF_8))
                .contains("no 7");
        assertThat(new String(store.read("fail/" + attempt + "/.owner").orElseThrow(), UTF_8))
                .startsWith("nobody");
        assertThatThrownBy(() -> steps.fail(7)).hasMessage("no 7");
        assertThat(store.list("fail")).extracting(item -> item.name()).doesNotContain(attempt);
    }
}

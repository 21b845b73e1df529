package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.store.Store;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A file of a store is read as one of a disk is. */
class StoredContentTest {

    private static final String FILE = "step/content.bin";

    private final Store store = Store.memory();
    private final byte[] content = new byte[7_000_000];

    private StoredContent opened() {
        new Random(1).nextBytes(content);
        store.replace(FILE, content);
        return new StoredContent(store, FILE, content.length);
    }

    @Test
    void contentIsReadInAFewRequests() throws IOException {
        opened();
        AtomicInteger requests = new AtomicInteger();
        Store counting = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    requests.incrementAndGet();
                    return method.invoke(store, arguments);
                });

        assertThat(Channels.newInputStream(new StoredContent(counting, FILE, content.length))
                        .readAllBytes())
                .isEqualTo(content);
        assertThat(requests).hasValueBetween(1, 10);
    }

    @Test
    void eachPositionGivesWhatIsThere() throws IOException {
        StoredContent file = opened();
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            int position = random.nextInt(content.length);
            ByteBuffer part = ByteBuffer.allocate(1 + random.nextInt(100));
            int read = file.position(position).read(part);
            assertThat(read).isEqualTo(Math.min(part.capacity(), content.length - position));
            assertThat(part.flip()).isEqualTo(ByteBuffer.wrap(content, position, read));
        }
        assertThat(file.position(content.length).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void fileThatIsGoneMeanwhileIsAnErrorAndNotItsEnd() {
        StoredContent file = opened();
        store.delete(FILE);

        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(10)))
                .isInstanceOf(IOException.class)
                .hasMessage("file \"step/content.bin\" is shorter than it was, or gone");
    }
}

package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.testkit.Fault;
import io.cachetree.testkit.FaultyStore;
import io.cachetree.tree.CacheOptions;
import io.cachetree.zarr.ome.OmeVersion;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.UncheckedIOException;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.ImgUtil;
import net.imglib2.util.Util;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images in a storage that is not on this machine: what is asked of it, and that nothing goes over a disk here. */
class ImagesElsewhereTest {

    private static final long[] SIZE = {40, 30, 3};
    private static final OmeZarrOptions OPTIONS =
            OmeZarrOptions.unset().withLevels(2).withChunks(1, 30, 40);

    /** How the image is written. */
    @SuppressWarnings("ImmutableEnumChecker") // options are
    enum Written {
        V04(OPTIONS),
        V05(OPTIONS.withVersion(OmeVersion.V0_5)),
        SHARDS(OPTIONS.withShards(1, 60, 40).withChunks(1, 15, 20));

        private final OmeZarrOptions options;

        Written(OmeZarrOptions options) {
            this.options = options;
        }
    }

    static class Pipeline {
        private int runs;

        @Cached
        Img<UnsignedShortType> acquire() {
            runs++;
            return ImageCodecTest.ramp(SIZE);
        }

        @Cached
        long sum(RandomAccessibleInterval<UnsignedShortType> scan) {
            runs++;
            long sum = 0;
            for (UnsignedShortType each : scan) {
                sum += each.get();
            }
            return sum;
        }
    }

    private final FaultyStore store = new FaultyStore(Store.memory(), Fault.NONE);
    private final CacheTree tree = CacheTree.builder().open(store);
    private final Pipeline steps =
            Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Pipeline.class);

    @AfterEach
    void close() {
        tree.close();
    }

    private Img<UnsignedShortType> acquire(Written how) {
        return tree.with(CacheOptions.of(how.options)).call(steps::acquire);
    }

    @ParameterizedTest
    @EnumSource
    void chunksGoStraightToTheStoreAndComeBackOneByOne(Written how) {
        Img<UnsignedShortType> first = acquire(how);
        assertThat(store.asked().stream().filter(each -> each.startsWith("write ")))
                .as("files that were written at once")
                .hasSizeGreaterThan(6);

        Img<UnsignedShortType> again = acquire(how);
        assertThat(store.asked()).hasSize(2).first().asString().matches("read acquire/[0-9a-z]{12}[.]json");
        assertThat(steps.runs).isEqualTo(1);
        assertThat(Util.imagesEqual(again, ImageCodecTest.ramp(SIZE))).isTrue();
        assertThat(store.asked())
                .as("the shards of three planes, with their indexes, or one file for each plane")
                .hasSize(how == Written.SHARDS ? 3 * (1 + 4) : 3)
                .allMatch(each -> each.startsWith("read acquire/"));
        assertThat(Util.imagesEqual(first, again)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void imageEntersTheKeyWithoutBeingRead(Written how) {
        Img<UnsignedShortType> image = acquire(how);
        long sum = tree.call(() -> steps.sum(image));
        store.asked();

        Img<UnsignedShortType> again = acquire(how);
        assertThat(tree.<Long, RuntimeException>call(() -> steps.sum(again))).isEqualTo(sum);
        assertThat(store.asked()).filteredOn(each -> each.startsWith("read")).hasSize(2);
        assertThat(steps.runs).isEqualTo(2);
    }

    @Test
    void damagedChunkIsNeverRead() {
        acquire(Written.V04);
        String chunk = "acquire/" + attempt() + "/acquire.ome.zarr/0/1/0/0";
        byte[] content = store.read(chunk).orElseThrow();
        content[content.length - 1] ^= 1;
        store.replace(chunk, content);
        Img<UnsignedShortType> again = acquire(Written.V04);

        assertThatThrownBy(() -> ImgUtil.copy(again, new short[40 * 30 * 3], 0, new int[] {1, 40, 1200}))
                .rootCause()
                .hasMessageContaining("content changed since it was committed");
    }

    @Test
    void lostChunkIsNoFillValue() {
        acquire(Written.V04);
        store.delete("acquire/" + attempt() + "/acquire.ome.zarr/0/1/0/0");
        Img<UnsignedShortType> again = acquire(Written.V04);

        assertThatThrownBy(() -> again.getAt(0, 0, 1).get())
                .isInstanceOfAny(UncheckedIOException.class, RuntimeException.class)
                .hasMessageContaining("acquire.ome.zarr/0/1/0/0");
    }

    private String attempt() {
        List<StoreItem> items = store.list("acquire").stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY)
                .toList();
        assertThat(items).hasSize(1);
        return items.get(0).name();
    }
}

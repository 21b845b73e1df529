package io.cachetree.benchmarks.images;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.benchmarks.remote.Bucket;
import io.cachetree.benchmarks.remote.Distance;
import io.cachetree.tree.CacheOptions;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Cast;

/**
 * Steps whose result is an image that goes to a bucket chunk by chunk, beside the bare client with as many threads: one that puts the same
 * buffers, which it has; and one for which our engine makes them, without a tree.
 *
 * <p>Nearby, client and server share the processors of this machine, so that all that the client computes takes from the server.
 */
public final class ImageUploads implements AutoCloseable {

    private static final double LIMIT = 0.9;
    private static final int AT_ONCE = 8;
    private static final long MILLIS_TO_A_CLOUD = 20;
    private static final Volume OF_2000_CHUNKS = new Volume(2000, 256, 256);

    private final Bucket bucket;
    private final Volume volume;
    private final String where;
    private final Img<UnsignedShortType> image;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    private ImageUploads(Bucket bucket, Volume volume, String where) {
        this.bucket = bucket;
        this.volume = volume;
        this.where = where;
        this.image = Cast.unchecked(volume.inMemory().toImg());
    }

    /** Measures an image of 2,000 chunks. */
    public static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        return rows(workbench, OF_2000_CHUNKS, rounds);
    }

    static List<Row> rows(Workbench workbench, Volume volume, int rounds) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Bucket bucket = Bucket.open(workbench);
                ImageUploads nearby = new ImageUploads(bucket, volume, "nearby")) {
            rows.addAll(nearby.measured(List.of("none", "blosc-zstd"), rounds));
        }
        try (Distance distance = Distance.of(MILLIS_TO_A_CLOUD);
                Bucket bucket = Bucket.open(workbench, distance.port());
                ImageUploads far = new ImageUploads(bucket, volume, MILLIS_TO_A_CLOUD + " ms away")) {
            rows.addAll(far.measured(List.of("blosc-zstd"), rounds));
        }
        return rows;
    }

    private List<Row> measured(List<String> codecs, int rounds) throws Exception {
        List<Upload> uploads = new ArrayList<>();
        for (String codec : codecs) {
            uploads.add(new Upload(codec));
        }
        for (int round = -Math.max(1, rounds / 2); round < rounds; round++) {
            for (Upload each : uploads) {
                each.round(round);
            }
        }
        return uploads.stream().flatMap(each -> each.rows().stream()).toList();
    }

    /** One image in all ways. */
    private final class Upload {
        private final String codec;
        private final CacheOptions options;
        private final List<byte[]> buffers;
        private final long bytes;
        private final List<Cost> steps = new ArrayList<>();
        private final List<Cost> engine = new ArrayList<>();
        private final List<Cost> bare = new ArrayList<>();

        Upload(String codec) throws Exception {
            this.codec = codec;
            this.options = CacheOptions.of(OmeZarrOptions.unset().withCodec(codec));
            this.buffers = committed();
            this.bytes = buffers.stream().mapToLong(buffer -> buffer.length).sum();
        }

        /** What a step puts into the bucket. */
        private List<byte[]> committed() throws Exception {
            step("buffers");
            List<byte[]> all = bucket.keys("buffers").stream()
                    .filter(key -> key.contains(".ome.zarr/"))
                    .map(bucket.client()::read)
                    .toList();
            bucket.delete("buffers");
            return all;
        }

        void round(int number) throws Exception {
            run(number, steps, this::step);
            run(number, engine, directory -> Cost.of(() -> write(directory)));
            run(number, bare, directory -> Cost.of(() -> put(directory)));
        }

        private void run(int number, List<Cost> costs, Way way) throws Exception {
            Cost cost = way.cost("round");
            bucket.delete("round");
            if (number >= 0) {
                costs.add(cost);
            }
        }

        private Cost step(String directory) throws Exception {
            try (CacheTree tree = CacheTree.builder().options(options).open(bucket.tree(directory))) {
                ImageSteps all = ImageSteps.in(tree);
                return Cost.of(() -> all.image(0, () -> image));
            }
        }

        private void write(String directory) throws Exception {
            NewImage written = NewImage.of(ElementType.UINT16, Images.blocks(image), volume.shape());
            OmeImage.write(
                    new BareFiles(bucket.client(), bucket.key(directory)),
                    written.with(OmeZarrOptions.unset().withCodec(codec)),
                    ForkJoinPool.commonPool());
        }

        private void put(String directory) throws Exception {
            List<Future<?>> puts = new ArrayList<>();
            for (int i = 0; i < buffers.size(); i++) {
                String key = bucket.key("%s/%d".formatted(directory, i));
                byte[] buffer = buffers.get(i);
                puts.add(threads.submit(() -> bucket.client().write(key, buffer)));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        }

        List<Row> rows() {
            String what = "image of %d chunks, %s, to S3 %s, ".formatted(volume.depth(), codec, where);
            return List.of(
                    Row.speedup(
                            what + "beside puts of the same buffers",
                            Cost.perClock(steps, bytes),
                            Cost.perClock(bare, bytes),
                            LIMIT),
                    Row.speedup(
                            what + "beside our engine on the bare client",
                            Cost.perClock(steps, bytes),
                            Cost.perClock(engine, bytes),
                            LIMIT),
                    Row.ratio(
                            what + "beside puts of the same buffers, per CPU of the client",
                            Cost.perCpu(steps, bytes),
                            Cost.perCpu(bare, bytes)));
        }
    }

    private interface Way {
        Cost cost(String directory) throws Exception;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

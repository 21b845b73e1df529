package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The elements of a new array, of which a sample is taken on their way: nothing has to be read again to know how bright it is.
 *
 * <p>The sample is the same each time, whatever blocks are copied, and by however many threads: at most 16 chunks of each channel, spread
 * evenly, and about 4096 elements of each at most, fewer of more than 16 channels. Thread safety: may be asked by many threads at the same
 * time.
 */
public final class BrightnessSample implements BlockSource {

    private static final int CHUNKS = 16;
    private static final int MOST_ELEMENTS = 4 * 1024;
    private static final int LEAST_ELEMENTS = 16;

    /** In a chunk of each channel: what is sampled stays within some megabytes. */
    private static final int OF_ALL_CHANNELS = 16 * MOST_ELEMENTS;

    private final BlockSource source;
    private final ElementType type;
    private final int channelAxis;
    private final List<List<SampledChunk>> channels;

    private BrightnessSample(BlockSource source, ElementType type, int channelAxis, List<List<SampledChunk>> channels) {
        this.source = source;
        this.type = type;
        this.channelAxis = channelAxis;
        this.channels = channels;
    }

    /**
     * Returns the elements of a source, to be written as an array.
     *
     * @param channelAxis which dimension is that of channels, less than 0 if there is none
     */
    public static BrightnessSample of(BlockSource source, ArraySpec spec, int channelAxis) {
        Grid grid = new Grid(spec, channelAxis);
        return new BrightnessSample(
                source,
                spec.type(),
                channelAxis,
                IntStream.range(0, grid.channels()).mapToObj(grid::sampled).toList());
    }

    @Override
    public void copy(long[] min, int[] size, Object into) throws IOException {
        source.copy(min, size, into);
        for (List<SampledChunk> channel : inBlock(min, size)) {
            for (SampledChunk each : channel) {
                if (each.overlaps(min, size)) {
                    each.take(type, min, size, into);
                }
            }
        }
    }

    private List<List<SampledChunk>> inBlock(long[] min, int[] size) {
        if (channelAxis < 0) {
            return channels;
        }
        int first = (int) min[channelAxis];
        return channels.subList(first, first + size[channelAxis]);
    }

    /** Returns how bright a channel is, when the whole array was copied. */
    public ValueRange range(int channel) {
        return ValueRange.of(channels.get(channel).stream().flatMapToDouble(SampledChunk::values));
    }

    /** The chunks of an array as they would be if each had one channel. */
    private record Grid(ArraySpec spec, int channelAxis) {

        int channels() {
            return channelAxis < 0 ? 1 : Math.toIntExact(spec.shape().get(channelAxis));
        }

        List<SampledChunk> sampled(int channel) {
            long count = IntStream.range(0, spec.shape().size())
                    .mapToLong(this::count)
                    .reduce(1, (a, b) -> a * b);
            long step = Math.max(1, (count + CHUNKS - 1) / CHUNKS);
            return LongStream.iterate(0, number -> number < count, number -> number + step)
                    .mapToObj(number -> chunk(channel, number))
                    .toList();
        }

        private long count(int d) {
            int chunk = spec.chunks().get(d);
            return d == channelAxis ? 1 : (spec.shape().get(d) + chunk - 1) / chunk;
        }

        private SampledChunk chunk(int channel, long number) {
            long[] min = new long[spec.shape().size()];
            int[] size = new int[min.length];
            long rest = number;
            for (int d = min.length - 1; d >= 0; d--) {
                int chunk = spec.chunks().get(d);
                min[d] = d == channelAxis ? channel : rest % count(d) * chunk;
                size[d] = d == channelAxis
                        ? 1
                        : (int) Math.min(chunk, spec.shape().get(d) - min[d]);
                rest /= count(d);
            }
            return new SampledChunk(
                    min, size, Math.max(LEAST_ELEMENTS, Math.min(MOST_ELEMENTS, OF_ALL_CHANNELS / channels())));
        }
    }
}

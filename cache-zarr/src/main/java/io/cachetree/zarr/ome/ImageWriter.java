package io.cachetree.zarr.ome;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.ImagePlan.LevelPlan;
import io.cachetree.zarr.ome.OmeMetadata.LabelInfo;
import io.cachetree.zarr.ome.OmeMetadata.Level;
import io.cachetree.zarr.pyramid.BrightnessSample;
import io.cachetree.zarr.pyramid.ReducedSource;
import io.cachetree.zarr.pyramid.ValueRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Writes an image and the label images below it; what makes a folder an image is written last. */
final class ImageWriter {

    /** Viewers show six at a time at most. */
    private static final int ACTIVE = 6;

    private static final List<String> COLORS = List.of("00FF00", "FF00FF", "00FFFF", "FFFF00", "FF0000", "0000FF");
    private static final String WHITE = "FFFFFF";
    private static final String SOURCE = "../../";

    private final ArrayFiles files;
    private final NewImage image;
    private final ImagePlan plan;
    private final Map<String, ImagePlan> labels = new LinkedHashMap<>();
    private final Executor executor;

    /** Plans all that is to be written. */
    ImageWriter(ArrayFiles files, NewImage image, Executor executor) {
        this.files = files;
        this.image = image;
        this.plan = ImagePlan.of(image);
        this.executor = executor;
        image.labels().forEach((name, each) -> labels.put(name, plan.labels(name, each)));
    }

    void write() throws IOException {
        BrightnessSample coarsest = writeLevels(files, plan, image.source());
        writeLabels();
        List<Channel> channels = plan.isLabels() ? List.of() : channels(coarsest);
        writeGroup(files, plan, name(), channels, "");
    }

    private String name() {
        return Objects.requireNonNullElse(plan.options().name(), "image");
    }

    private void writeLabels() throws IOException {
        if (labels.isEmpty()) {
            return;
        }
        ArrayFiles folder = files.folder(OmeImage.LABELS);
        for (Map.Entry<String, ImagePlan> each : labels.entrySet()) {
            String name = each.getKey();
            NewImage labelImage = Objects.requireNonNull(image.labels().get(name));
            writeLevels(folder.folder(name), each.getValue(), labelImage.source());
            writeGroup(folder.folder(name), each.getValue(), name, List.of(), SOURCE);
        }
        OmeGroup.write(folder, plan.version(), MetadataJson.labels(plan.version(), labels.keySet()));
    }

    /** Returns a sample of the smallest level: it tells as much about brightness as the largest. */
    private BrightnessSample writeLevels(ArrayFiles folder, ImagePlan of, BlockSource first) throws IOException {
        List<StoredArray> levels = new ArrayList<>();
        int last = of.levels().size() - 1;
        for (LevelPlan each : of.levels().subList(0, last)) {
            levels.add(writeLevel(folder, levels.size(), each, source(first, of, levels, each)));
        }
        LevelPlan smallest = of.levels().get(last);
        BrightnessSample sample =
                BrightnessSample.of(source(first, of, levels, smallest), smallest.spec(), of.channelAxis());
        writeLevel(folder, levels.size(), smallest, sample);
        return sample;
    }

    private static BlockSource source(BlockSource first, ImagePlan of, List<StoredArray> larger, LevelPlan level)
            throws IOException {
        return larger.isEmpty()
                ? first
                : ReducedSource.of(larger.get(larger.size() - 1), level.factors(), of.reduction());
    }

    private StoredArray writeLevel(ArrayFiles folder, int number, LevelPlan plan, BlockSource source)
            throws IOException {
        StoredArray level = ArrayStore.installed().create(folder.folder(Integer.toString(number)), plan.spec());
        level.write(source, executor);
        return level;
    }

    private static void writeGroup(
            ArrayFiles folder, ImagePlan of, String name, List<Channel> channels, String labelSource)
            throws IOException {
        List<Level> levels = new ArrayList<>();
        for (LevelPlan each : of.levels()) {
            levels.add(new Level(Integer.toString(levels.size()), each.scale(), each.translation()));
        }
        OmeMetadata metadata = new OmeMetadata(
                of.version(),
                name,
                of.axes(),
                levels,
                of.reduction().label(),
                channels,
                of.isLabels() ? new LabelInfo(labelColors(of), labelSource) : null);
        OmeGroup.write(folder, of.version(), MetadataJson.write(metadata, firstPlane(of)));
    }

    private static Map<Long, String> labelColors(ImagePlan of) {
        Map<Long, String> colors = new HashMap<>();
        for (String each : Objects.requireNonNullElse(of.options().colors(), List.<String>of())) {
            colors.put(colors.size() + 1L, each + "FF");
        }
        return colors;
    }

    private static long firstPlane(ImagePlan of) {
        int z = of.axes().stream().map(Axis::name).toList().indexOf("z");
        return z < 0 ? 0 : of.shape().get(z) / 2;
    }

    private List<Channel> channels(BrightnessSample coarsest) {
        int count = plan.channels();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> names = plan.options().channels();
            List<String> colors = plan.options().colors();
            channels.add(new Channel(
                    names == null ? label(i, count) : names.get(i),
                    colors == null ? color(i, count) : colors.get(i),
                    i < ACTIVE,
                    window(image.type(), coarsest.range(i))));
        }
        return channels;
    }

    /** The number of the only channel would tell nothing. */
    private String label(int channel, int count) {
        return count == 1 ? name() : "Channel " + channel;
    }

    private static String color(int channel, int count) {
        return count == 1 ? WHITE : COLORS.get(channel % COLORS.size());
    }

    /** What has a single value is shown between the least and the greatest possible, a few bright spots between all values. */
    private static Channel.Window window(ElementType type, ValueRange range) {
        boolean isConstant = range.min() == range.max();
        double least = type.isFloat() ? range.min() : ValueRange.least(type);
        double most = isConstant ? above(least) : range.max();
        double greatest = type.isFloat() ? most : ValueRange.greatest(type);
        if (range.low() < range.high()) {
            return new Channel.Window(least, range.low(), range.high(), greatest);
        }
        return isConstant
                ? new Channel.Window(least, least, greatest, greatest)
                : new Channel.Window(least, range.min(), range.max(), greatest);
    }

    /** Viewers count with 32 bits, in which the next number of 64 bits is the same one. */
    private static double above(double least) {
        return Math.min(Double.MAX_VALUE, least + Math.max(1, Math.ulp((float) least)));
    }
}

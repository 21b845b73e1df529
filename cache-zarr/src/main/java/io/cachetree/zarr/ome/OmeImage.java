package io.cachetree.zarr.ome;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * An image in files, as OME-Zarr 0.4 or 0.5: arrays of the same picture, each smaller than the one before, and what they
 * are.
 *
 * <pre>{@code
 * OmeImage image = OmeImage.open(ArrayFiles.local(Path.of("nuclei.ome.zarr")));
 * short[] corner = (short[]) image.level(0).read(new long[] {0, 0, 0}, new int[] {1, 100, 100});
 * }</pre>
 *
 * <ul>
 *   <li>Regions are given in the order of the axes, {@code x} last.
 *   <li>The conversion of several images that bioformats2raw makes is opened if there is one image in it; else
 *       {@link #series} names them.
 * </ul>
 *
 * <p>Thread safety: immutable; may be read by many threads at the same time.
 */
public final class OmeImage {

    private static final String V2_ARRAY = ".zarray";
    static final String LABELS = "labels";
    static final String SERIES = "bioformats2raw.layout";

    private final ArrayFiles files;
    private final OmeMetadata metadata;
    private final List<StoredArray> levels;

    private OmeImage(ArrayFiles files, OmeMetadata metadata, List<StoredArray> levels) {
        this.files = files;
        this.metadata = metadata;
        this.levels = List.copyOf(levels);
    }

    /**
     * Opens an image.
     *
     * @throws NoSuchFileException if there is no such group, or a level is absent
     * @throws DamagedDataException if the metadata breaks a rule of the standard
     * @throws UnsupportedFormatException if it is of a version, or has arrays, that are not supported
     */
    public static OmeImage open(ArrayFiles files) throws IOException {
        Optional<OmeGroup> group = group(files);
        List<String> series = series(files, group);
        if (series.isEmpty()) {
            return openOne(files, group);
        }
        if (series.size() > 1) {
            throw new UnsupportedFormatException(
                    "Cannot open the image \"%s\": there are several in it, %s. Open one of these folders."
                            .formatted(files.place(), series));
        }
        return openOne(files.folder(series.get(0)));
    }

    /**
     * Returns whether there is a group that says that it is an image, or several.
     *
     * @throws DamagedDataException if it says nothing that can be read
     */
    public static boolean isAt(ArrayFiles files) throws IOException {
        return files.size(V2_ARRAY).isEmpty()
                && group(files).filter(OmeGroup::isOfImages).isPresent();
    }

    /**
     * Returns whether there is a group of Zarr, of an image or of anything else.
     *
     * @throws DamagedDataException if it says nothing that can be read
     */
    public static boolean isGroupAt(ArrayFiles files) throws IOException {
        try {
            return OmeGroup.isAt(files);
        } catch (DamagedDataException e) {
            throw named(files, e);
        }
    }

    /** Returns the folders of the images that were converted together, or none if this is an image itself. */
    public static List<String> series(ArrayFiles files) throws IOException {
        return series(files, group(files));
    }

    private static List<String> series(ArrayFiles files, Optional<OmeGroup> group) throws IOException {
        try {
            boolean isSeries =
                    group.isPresent() && group.get().attributes().find(SERIES).isPresent();
            return isSeries ? listSeries(files) : List.of();
        } catch (DamagedDataException e) {
            throw named(files, e);
        }
    }

    private static Optional<OmeGroup> group(ArrayFiles files) throws IOException {
        try {
            return OmeGroup.read(files);
        } catch (DamagedDataException e) {
            throw named(files, e);
        }
    }

    /**
     * Checks that an image can be written.
     *
     * @throws IllegalArgumentException if its options do not fit it
     */
    public static void check(NewImage image) {
        ImagePlan plan = ImagePlan.of(image);
        image.labels().forEach(plan::labels);
    }

    /**
     * Writes an image, a level from the one before, and what it is at last.
     *
     * <p>Each chunk, or each shard, is one task; of each level no more is in memory than chunks are worked at, and of the
     * level before what these cover.
     *
     * @param executor whose threads help the calling thread
     * @return the image, opened
     * @throws IllegalArgumentException if the options do not fit the image; nothing is written then
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    public static OmeImage write(ArrayFiles files, NewImage image, Executor executor) throws IOException {
        new ImageWriter(files, image, executor).write();
        return open(files);
    }

    /** Returns what the image says of itself. */
    public OmeMetadata metadata() {
        return metadata;
    }

    /** Returns the arrays, from the largest to the smallest. */
    public List<StoredArray> levels() {
        return levels;
    }

    /** Returns one of the arrays; 0 is the largest. */
    public StoredArray level(int number) {
        return levels.get(number);
    }

    /**
     * Returns the same image, whose chunks must be there if a test says so.
     *
     * @param written tells, by a file's name such as {@code 0/1/5/7}, whether it was written
     */
    public OmeImage expecting(Predicate<String> written) {
        List<StoredArray> expecting = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            String path = metadata.levels().get(i).path();
            expecting.add(levels.get(i).expecting(name -> written.test(path + "/" + name)));
        }
        return new OmeImage(files, metadata, expecting);
    }

    /** Returns the names of the label images below this image. */
    public List<String> labelNames() throws IOException {
        ArrayFiles folder = files.folder(LABELS);
        try {
            Optional<OmeGroup> group = OmeGroup.read(folder);
            return group.isEmpty()
                    ? List.of()
                    : MetadataReader.paths(group.get().attributes().field(LABELS));
        } catch (DamagedDataException e) {
            throw named(folder, e);
        }
    }

    /**
     * Opens a label image below this image.
     *
     * @throws DamagedDataException if it breaks a rule, such as to have the levels that the image has
     */
    public OmeImage labels(String name) throws IOException {
        ArrayFiles folder = files.folder(LABELS).folder(name);
        OmeImage labels = openOne(folder);
        int expected = levels.size();
        int found = labels.levels().size();
        if (found != expected) {
            throw named(
                    folder,
                    new DamagedDataException(
                            "levels: expected %d as the image has, found %d".formatted(expected, found)));
        }
        return labels;
    }

    private static OmeImage openOne(ArrayFiles files) throws IOException {
        return openOne(files, group(files));
    }

    private static OmeImage openOne(ArrayFiles files, Optional<OmeGroup> group) throws IOException {
        OmeMetadata metadata = readMetadata(files, group);
        List<StoredArray> levels = new ArrayList<>();
        for (OmeMetadata.Level level : metadata.levels()) {
            levels.add(ArrayStore.installed().open(files.folder(level.path())));
        }
        try {
            requireRight(metadata, levels);
        } catch (DamagedDataException e) {
            throw named(files, e);
        }
        return new OmeImage(files, metadata, levels);
    }

    private static OmeMetadata readMetadata(ArrayFiles files, Optional<OmeGroup> group) throws IOException {
        try {
            if (group.isEmpty()) {
                throw new NoSuchFileException(
                        files.place(),
                        null,
                        "Cannot open an image here: there is no group of OME-Zarr. Give the directory of an image.");
            }
            return MetadataReader.read(group.get());
        } catch (DamagedDataException e) {
            throw named(files, e);
        } catch (UnsupportedFormatException e) {
            throw new UnsupportedFormatException(
                    "Cannot open the image \"%s\": %s. Convert it with another tool."
                            .formatted(files.place(), e.getMessage()),
                    e);
        }
    }

    private static void requireRight(OmeMetadata metadata, List<StoredArray> levels) throws DamagedDataException {
        for (int i = 0; i < levels.size(); i++) {
            String path = metadata.levels().get(i).path();
            requireDimensions(metadata, path, levels.get(i).spec());
            requireDimensionNames(metadata, path, levels.get(i).spec());
            requireIntegers(metadata, path, levels.get(i).spec());
        }
        requireSmallerAndSmaller(levels);
    }

    private static void requireDimensions(OmeMetadata metadata, String path, ArraySpec spec)
            throws DamagedDataException {
        require(
                spec.rank() == metadata.axes().size(),
                "level \"%s\": expected %d dimensions, one for each axis, found the shape %s"
                        .formatted(path, metadata.axes().size(), spec.shape()));
    }

    private static void requireDimensionNames(OmeMetadata metadata, String path, ArraySpec spec)
            throws DamagedDataException {
        List<String> names = metadata.axes().stream().map(Axis::name).toList();
        require(
                spec.dimensionNames().isEmpty() || spec.dimensionNames().equals(names),
                "level \"%s\": expected the dimensions %s, as the axes are, found %s"
                        .formatted(path, names, spec.dimensionNames()));
    }

    private static void requireIntegers(OmeMetadata metadata, String path, ArraySpec spec) throws DamagedDataException {
        require(
                !metadata.isLabels() || !spec.type().isFloat(),
                "level \"%s\": expected integers, which labels are, found %s"
                        .formatted(path, spec.type().label()));
    }

    private static void requireSmallerAndSmaller(List<StoredArray> levels) throws DamagedDataException {
        for (int i = 1; i < levels.size(); i++) {
            List<Long> before = levels.get(i - 1).spec().shape();
            List<Long> shape = levels.get(i).spec().shape();
            for (int d = 0; d < shape.size(); d++) {
                require(
                        shape.get(d) <= before.get(d),
                        "levels: expected the largest first, found the shape %s after %s".formatted(shape, before));
            }
        }
    }

    private static void require(boolean isRight, String why) throws DamagedDataException {
        if (!isRight) {
            throw new DamagedDataException(why);
        }
    }

    /** A list in the group {@code OME} counts; without it, groups are numbered. */
    private static List<String> listSeries(ArrayFiles files) throws IOException {
        Optional<JsonPlace> listed = OmeGroup.read(files.folder("OME"))
                .flatMap(group -> group.attributes().find("series"));
        if (listed.isPresent()) {
            return MetadataReader.paths(listed.get());
        }
        List<String> numbered = new ArrayList<>();
        while (OmeGroup.read(files.folder(Integer.toString(numbered.size()))).isPresent()) {
            numbered.add(Integer.toString(numbered.size()));
        }
        return numbered.isEmpty() ? List.of("0") : numbered;
    }

    private static DamagedDataException named(ArrayFiles files, DamagedDataException cause) {
        return new DamagedDataException(
                "Cannot open the image \"%s\": %s. Correct it, or write the image again."
                        .formatted(files.place(), cause.getMessage()),
                cause);
    }
}

package io.cachetree.viewer.data;

import io.cachetree.store.StoredFile;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.ome.OmeImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An image of an entry or an attempt, whose thousands of chunks are one thing for whoever looks at it.
 *
 * @param path its directory within the entry or attempt
 * @param kind {@code image}, {@code labels}, or {@code array} for what says nothing of its meaning or cannot be read
 * @param shape the length of each dimension at its finest level
 * @param type what its elements are
 * @param bytes the size of its files, if somebody wrote that down
 * @param fileCount how many files it has, likewise
 */
public record Image(
        String path,
        String kind,
        Optional<List<Long>> shape,
        Optional<String> type,
        OptionalLong bytes,
        OptionalInt fileCount) {

    private static final Pattern CHUNK = Pattern.compile("(.*?\\.zarr)/.*");

    /** Where the directory of an image stands. */
    interface Directory {
        Optional<Path> of(String image);
    }

    static boolean isPartOfOne(StoredFile file) {
        return CHUNK.matcher(file.name()).matches();
    }

    /** Returns the images among the files of an entry, as they stand in it. */
    static List<Image> among(List<StoredFile> files, Directory directories) {
        Map<String, List<StoredFile>> images = files.stream()
                .filter(Image::isPartOfOne)
                .collect(Collectors.groupingBy(Image::imageOf, LinkedHashMap::new, Collectors.toList()));
        return images.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), directories.of(each.getKey())))
                .toList();
    }

    private static String imageOf(StoredFile file) {
        Matcher chunk = CHUNK.matcher(file.name());
        return chunk.matches() ? chunk.group(1) : file.name();
    }

    /** Returns whether a directory of an entry or an attempt is one. */
    static boolean isOne(String directory) {
        return directory.endsWith(".zarr");
    }

    private static Image of(String path, List<StoredFile> files, Optional<Path> directory) {
        long bytes = files.stream().mapToLong(StoredFile::size).sum();
        return of(path, directory, OptionalLong.of(bytes), OptionalInt.of(files.size()));
    }

    /** Returns an image that nobody has committed. */
    static Image begun(String path, Optional<Path> directory) {
        return of(path, directory, OptionalLong.empty(), OptionalInt.empty());
    }

    private static Image of(String path, Optional<Path> directory, OptionalLong bytes, OptionalInt fileCount) {
        return directory
                .flatMap(Image::read)
                .map(read -> new Image(
                        path,
                        read.metadata().isLabels() ? "labels" : "image",
                        Optional.of(spec(read).shape()),
                        Optional.of(spec(read).type().label()),
                        bytes,
                        fileCount))
                .orElseGet(() -> new Image(path, "array", Optional.empty(), Optional.empty(), bytes, fileCount));
    }

    private static ArraySpec spec(OmeImage image) {
        return image.level(0).spec();
    }

    private static Optional<OmeImage> read(Path directory) {
        try {
            ArrayFiles files = ArrayFiles.local(directory);
            return OmeImage.isAt(files) ? Optional.of(OmeImage.open(files)) : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}

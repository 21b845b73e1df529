package io.cachetree.zarr.place;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.OmeImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an image or an array may be. Who looks for one where there is none is told what is there.
 *
 * @param name what it is called in messages
 * @param files what is there
 * @param directory the directory, if it is one, in which other images may be
 */
public record ImagePlace(String name, ArrayFiles files, Optional<Path> directory) {

    private static final String GIVE = "Give the directory of an image.";
    private static final String URL = "[a-zA-Z][a-zA-Z0-9+.-]+:/.*";
    private static final int SHOWN = 10;

    /**
     * Returns a directory.
     *
     * @throws NoSuchFileException if there is nothing
     * @throws UnsupportedFormatException if there is a file
     */
    public static ImagePlace of(Path directory) throws IOException {
        if (!attributes(directory).isDirectory()) {
            throw new UnsupportedFormatException(
                    "Cannot open the image \"%s\": it is a file, and an image of Zarr is a directory. %s"
                            .formatted(directory, otherWay(directory.toString().toLowerCase(Locale.ROOT))));
        }
        return new ImagePlace(directory.toString(), ArrayFiles.local(directory), Optional.of(directory));
    }

    /**
     * Returns what a web server has, or a directory.
     *
     * @throws IllegalArgumentException if the scheme is none of {@code http}, {@code https} and {@code file}
     */
    public static ImagePlace of(URI url) throws IOException {
        return switch (String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)) {
            case "file" -> of(Path.of(url));
            case "http", "https" -> {
                HttpFiles files = HttpFiles.at(url);
                yield new ImagePlace(files.place(), files, Optional.empty());
            }
            default ->
                throw new IllegalArgumentException(
                        "Cannot open the image \"%s\": its scheme is not known. Give a URL with \"http:\", \"https:\" or \"file:\", or a path."
                                .formatted(url));
        };
    }

    /**
     * Opens the full resolution of the image, or the array, that is here.
     *
     * @throws NoSuchFileException if there is none; the message names those in the folders below
     */
    public StoredArray open() throws IOException {
        if (OmeImage.isAt(files)) {
            return OmeImage.open(files).level(0);
        }
        if (OmeImage.isGroupAt(files)) {
            throw noImage("it is a group of Zarr, and no image");
        }
        try {
            return ArrayStore.installed().open(files);
        } catch (NoSuchFileException e) {
            throw noImage("there is neither an image of OME-Zarr nor an array of Zarr");
        }
    }

    private static BasicFileAttributes attributes(Path place) throws IOException {
        try {
            return Files.readAttributes(place, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw place.toString().matches(URL)
                    ? absent(place.toString(), "it is a URL, and no path", "Give it as a \"URI\".")
                    : absent(place.toString(), "there is nothing", GIVE);
        }
    }

    /** Returns an exception that names the images in the folders of a directory. */
    private NoSuchFileException noImage(String why) throws IOException {
        List<String> below = directory.isEmpty() ? List.of() : images(directory.get());
        return absent(name, why, below.isEmpty() ? GIVE : "Give one of the folders in it: %s.".formatted(below));
    }

    private static NoSuchFileException absent(String place, String why, String whatToDo) {
        return new NoSuchFileException(place, null, "Cannot open an image here: %s. %s".formatted(why, whatToDo));
    }

    private static String otherWay(String file) {
        if (file.endsWith(".zip")) {
            return "Unpack it, or give \"FileSystems.newFileSystem(file).getPath(\"/\")\".";
        }
        return file.matches(".*[.]tiff?") ? "Open it by \"Images.openTiff\"." : GIVE;
    }

    private static List<String> images(Path directory) throws IOException {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> isImage(ArrayFiles.local(folder)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .limit(SHOWN)
                    .toList();
        }
    }

    /** What cannot be read is not proposed. */
    private static boolean isImage(ArrayFiles files) {
        try {
            return OmeImage.isAt(files)
                    || files.size(ZarrFormat.V2.file()).isPresent()
                    || (files.size(ZarrFormat.V3.file()).isPresent() && !OmeImage.isGroupAt(files));
        } catch (IOException e) {
            return false;
        }
    }
}

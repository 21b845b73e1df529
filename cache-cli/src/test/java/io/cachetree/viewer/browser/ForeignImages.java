package io.cachetree.viewer.browser;

import com.google.inject.Guice;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images as other programs might write them: large ones, with axes of other names, and such as are meant to do harm. */
class ForeignImages {

    static ForeignImages steps() {
        return Guice.createInjector(new CacheTreeModule()).getInstance(ForeignImages.class);
    }

    /** Arrays without chunks, whose pixels are all 7. */
    @Cached
    void arrays(@CacheUrl @Nullable Path directory) {
        if (directory == null) {
            return;
        }
        array(directory, "large", List.of(5000, 5000), "float32", List.of(1000, 1000), "null");
        array(directory, "endless", List.of(1_000_000_000, 1_000_000_000), "uint8", List.of(256, 256), "null");
        array(directory, "wide-chunk", List.of(3000, 3000), "uint8", List.of(3000, 3000), "null");
        array(directory, "maps", List.of(3, 20, 20), "uint8", List.of(1, 20, 20), "[\"month\", \"lat\", \"lon\"]");
        array(directory, "six", List.of(1, 1, 1, 4, 20, 20), "uint8", List.of(1, 1, 1, 1, 20, 20), "null");
        array(directory, "line", List.of(100), "uint8", List.of(100), "null");
        array(directory, "nothing", List.of(0, 20), "uint8", List.of(1, 20), "null");
        array(directory, "huge-chunk", List.of(4096, 4096, 4096), "uint8", List.of(4096, 4096, 4096), "null");
        array(
                directory,
                "huge-shard",
                List.of(4096, 4096, 4096),
                "uint8",
                List.of(4096, 4096, 4096),
                "null",
                """
                {"name": "sharding_indexed", "configuration": {"chunk_shape": [1, 512, 512], "index_location": "end",
                 "codecs": [%s], "index_codecs": [%1$s]}}""".formatted(BYTES));
    }

    private static final String BYTES = "{\"name\": \"bytes\", \"configuration\": {\"endian\": \"little\"}}";

    private static void array(
            Path directory, String name, List<Integer> shape, String type, List<Integer> chunk, String axes) {
        array(directory, name, shape, type, chunk, axes, BYTES);
    }

    private static void array(
            Path directory,
            String name,
            List<Integer> shape,
            String type,
            List<Integer> chunk,
            String axes,
            String codec) {
        String json = """
                {"zarr_format": 3, "node_type": "array", "shape": %s, "data_type": "%s", "fill_value": 7, "attributes": {}, "dimension_names": %s,
                 "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": %s}},
                 "codecs": [%s],
                 "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}}}
                """.formatted(shape, type, axes, chunk, codec);
        write(directory.resolve(name + ".zarr"), "zarr.json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** A picture that says to be 50,000 x 50,000 pixels large, and one that is none. */
    @Cached
    void pictures(@CacheUrl @Nullable Path directory) {
        if (directory == null) {
            return;
        }
        ByteBuffer header = ByteBuffer.allocate(33);
        header.putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(50_000)
                .putInt(50_000);
        write(directory, "bomb.png", header.array());
        write(directory, "text.png", "These are words, and no picture.".getBytes(StandardCharsets.UTF_8));
    }

    /** 200,000 rows of 50 values. */
    @Cached
    byte[][] tall() {
        return new byte[200_000][50];
    }

    /** An array of 0 to 323 with six axes, of which four are longer than 1. */
    @Cached
    void six(@CacheUrl @Nullable Path directory) {
        if (directory == null) {
            return;
        }
        String header = "{'descr': '<u2', 'fortran_order': False, 'shape': (2, 1, 2, 1, 9, 9), }\n";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + 2 * 324).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (int value = 0; value < 324; value++) {
            file.putShort((short) value);
        }
        write(directory, "six.npy", file.array());
    }

    /** A step that fails after it wrote an image, and the beginning of another one. */
    @Cached
    int failing(@CacheUrl @Nullable Path directory) {
        if (directory != null) {
            array(directory.resolve("images"), "whole", List.of(20, 20), "uint8", List.of(10, 10), "null");
            write(directory.resolve("begun.zarr/0"), "0", new byte[1]);
        }
        throw new IllegalStateException("the camera is off");
    }

    /** A gray ramp from 0 to the brightness, of 64 x 64 pixels, with a square in the middle that is always 50. */
    @Cached
    BufferedImage ramp(int brightness) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < 64 * 64; at++) {
            image.setRGB(at % 64, at / 64, 0x010101 * (at % 64 * brightness / 63));
        }
        for (int at = 0; at < 64; at++) {
            image.setRGB(28 + at % 8, 28 + at / 8, 0x323232);
        }
        return image;
    }

    private static void write(Path directory, String name, byte[] bytes) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

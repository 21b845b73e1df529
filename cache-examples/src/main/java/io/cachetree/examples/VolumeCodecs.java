package io.cachetree.examples;

import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.TiffStack;
import io.cachetree.examples.image.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Function;

/** Keeps volumes and label images as TIFF stacks, which Fiji and napari open. */
public final class VolumeCodecs implements CodecProvider {

    /** Float holds whole numbers up to here; labels beyond are refused. */
    private static final int LARGEST_LABEL = 1 << 24;

    @Override
    public Optional<Codec<?>> codecFor(Type type, Codecs codecs) {
        if (type == Volume.class) {
            return Optional.of(new TiffCodec<Volume>("volume", Function.identity(), Function.identity()));
        }
        return type == Labels.class
                ? Optional.of(new TiffCodec<>("labels", VolumeCodecs::grey, VolumeCodecs::labels))
                : Optional.empty();
    }

    private static Volume grey(Labels labels) {
        float[] voxels = new float[labels.ids().length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = labels.ids()[i];
        }
        if (labels.sizes().length > LARGEST_LABEL) {
            throw new IllegalArgumentException("Cannot write %d labels as TIFF: floating point holds %d. Use fewer."
                    .formatted(labels.sizes().length, LARGEST_LABEL));
        }
        return new Volume(labels.shape(), voxels);
    }

    private static Labels labels(Volume grey) {
        int[] ids = new int[grey.voxels().length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) grey.voxels()[i];
        }
        return new Labels(grey.shape(), ids);
    }

    /** One TIFF stack in the entry's directory. */
    private record TiffCodec<T>(String name, Function<T, Volume> toGrey, Function<Volume, T> fromGrey)
            implements Codec<T> {

        @Override
        public String id() {
            return "tiff-" + name;
        }

        @Override
        public void encode(T value, Target target) throws IOException {
            try (OutputStream out = target.create(file(target.name()))) {
                TiffStack.write(toGrey.apply(value), out);
            }
        }

        @Override
        public T decode(Source source) throws IOException {
            try {
                return fromGrey.apply(TiffStack.read(source.directory().resolve(file(source.name()))));
            } catch (UncheckedIOException | IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        /** A whole result says what it is. */
        private String file(String result) {
            return (result.equals(RESULT) ? name : result) + ".tif";
        }
    }
}

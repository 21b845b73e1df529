package io.cachetree.examples;

import io.cachetree.codec.Codec;
import io.cachetree.codec.Codecs;
import io.cachetree.examples.image.Volume;
import io.cachetree.testkit.CodecContract;
import java.nio.file.Path;
import java.util.List;

class VolumeCodecTest extends CodecContract<Volume> {

    @Override
    @SuppressWarnings("unchecked")
    protected Codec<Volume> codec() {
        return (Codec<Volume>) Codecs.of(List.of(new VolumeCodecs())).codecFor(Volume.class);
    }

    @Override
    protected List<Volume> values(Path directory) {
        return List.of(
                new Volume(1, 1, 1, new float[] {0.1f}),
                new Volume(2, 3, 4, new float[24]),
                new Volume(2, 1, 3, new float[] {-1, 0, Float.MAX_VALUE, 1e-30f, 7, 0.25f}));
    }
}

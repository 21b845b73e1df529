package io.cachetree.examples.image;

import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.util.Arrays;

/** One plane of a volume as an image of floating point grey values, for which the JDK has no type of its own. */
final class FloatPlane {

    private static final ColorModel GREY = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_FLOAT);

    private FloatPlane() {}

    static BufferedImage of(Volume volume, int z) {
        int size = volume.height() * volume.width();
        float[] plane = Arrays.copyOfRange(volume.voxels(), z * size, (z + 1) * size);
        BandedSampleModel model = new BandedSampleModel(DataBuffer.TYPE_FLOAT, volume.width(), volume.height(), 1);
        return new BufferedImage(
                GREY, Raster.createWritableRaster(model, new DataBufferFloat(plane, size), null), false, null);
    }
}

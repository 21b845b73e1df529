package io.cachetree.examples;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.real.FloatType;

/** Small random images, large enough for borders and corners to meet. */
public final class RandomImages {

    private final Random random;
    private final Shape shape;

    /** Chooses a shape, too. */
    public RandomImages(long seed) {
        random = new Random(seed);
        shape = new Shape(1 + random.nextInt(5), 1 + random.nextInt(7), 1 + random.nextInt(9));
    }

    /** A mask that is foreground in the given part of its voxels, on average. */
    public Img<NativeBoolType> mask(double part) {
        boolean[] voxels = new boolean[shape.size()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = random.nextDouble() < part;
        }
        return ArrayImgs.booleans(voxels, shape.dimensions());
    }

    /** Whole grey values from 0 up to the limit, which is left out; the fewer, the more ties. */
    public Img<FloatType> grey(int limit) {
        float[] voxels = new float[shape.size()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = random.nextInt(limit);
        }
        return Voxels.image(shape, voxels);
    }

    /** Floating-point values on both sides of zero. */
    public Img<FloatType> real() {
        float[] voxels = new float[shape.size()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return Voxels.image(shape, voxels);
    }
}

package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Images of one plane, drawn in the test: a character per voxel, digits for values, {@code .} for 0 and {@code #} for
 * 1.
 */
final class Drawings {

    private Drawings() {}

    static RandomAccessibleInterval<BitType> mask(String drawing) {
        return Foreground.of(image(drawing));
    }

    static Img<IntType> labels(String drawing) {
        Img<FloatType> image = image(drawing);
        float[] values = Voxels.values(image);
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) values[i];
        }
        return Voxels.image(Shape.of(image), labels);
    }

    static Img<FloatType> image(String drawing) {
        String[] rows = drawing.lines().toArray(String[]::new);
        String all = String.join("", rows);
        float[] voxels = new float[all.length()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = value(all.charAt(i));
        }
        return Voxels.image(new Shape(1, rows.length, rows[0].length()), voxels);
    }

    /** Draws an image of one plane with whole values from 0 to 9; 1 is drawn as a digit. */
    static String drawn(RandomAccessibleInterval<? extends RealType<?>> image) {
        Shape shape = Shape.of(image);
        StringBuilder drawing = new StringBuilder();
        float[] values = Voxels.values(image);
        for (int i = 0; i < values.length; i++) {
            drawing.append(values[i] == 0 ? "." : String.valueOf((int) values[i]));
            drawing.append(shape.x(i) == shape.width() - 1 ? "\n" : "");
        }
        return drawing.toString();
    }

    private static float value(char drawn) {
        return switch (drawn) {
            case '.' -> 0;
            case '#' -> 1;
            default -> Character.digit(drawn, 10);
        };
    }
}

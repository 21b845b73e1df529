package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Mask;
import io.cachetree.examples.image.Volume;

/**
 * Images of one plane, drawn in the test: a character per voxel, digits for values, {@code .} for 0 and {@code #} for
 * 1.
 */
final class Images {

    private Images() {}

    static Mask mask(String drawing) {
        return volume(drawing).above(0);
    }

    static Labels labels(String drawing) {
        Volume volume = volume(drawing);
        int[] ids = new int[volume.voxels().length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) volume.voxels()[i];
        }
        return new Labels(volume.shape(), ids);
    }

    static Volume volume(String drawing) {
        String[] rows = drawing.lines().toArray(String[]::new);
        String all = String.join("", rows);
        float[] voxels = new float[all.length()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = value(all.charAt(i));
        }
        return new Volume(1, rows.length, rows[0].length(), voxels);
    }

    private static float value(char drawn) {
        return switch (drawn) {
            case '.' -> 0;
            case '#' -> 1;
            default -> Character.digit(drawn, 10);
        };
    }
}

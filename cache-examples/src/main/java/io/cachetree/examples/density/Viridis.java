package io.cachetree.examples.density;

import java.awt.Color;
import java.awt.Paint;
import java.io.Serializable;
import org.jfree.chart.renderer.PaintScale;

/**
 * The colours of viridis from 0 to a highest value. Their steps look even, also to the colour-blind and in print.
 *
 * @param highest what is yellow
 */
record Viridis(double highest) implements PaintScale, Serializable {

    private static final int[] COLOURS = {0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xFDE725};

    @Override
    public double getLowerBound() {
        return 0;
    }

    @Override
    public double getUpperBound() {
        return highest;
    }

    @Override
    public Paint getPaint(double value) {
        double place = Math.min(Math.max(value / highest, 0), 1) * (COLOURS.length - 1);
        int below = (int) Math.min(place, COLOURS.length - 2);
        return between(COLOURS[below], COLOURS[below + 1], place - below);
    }

    private static Color between(int one, int other, double part) {
        return new Color(
                mixed(one >> 16, other >> 16, part), mixed(one >> 8, other >> 8, part), mixed(one, other, part));
    }

    private static int mixed(int one, int other, double part) {
        return (int) Math.round((one & 0xFF) * (1 - part) + (other & 0xFF) * part);
    }
}

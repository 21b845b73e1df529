package io.cachetree.examples.segmentation;

/**
 * The least of the parabolas {@code (position - i)² · spacing² + values[i]} at each position of a line: the
 * one-dimensional step of {@link DistanceTransform}. Made once and used for all lines of an axis; not thread-safe.
 */
final class LowerEnvelope {

    private final double spacing;
    private final double[] line;
    private final int[] vertices; // where the parabolas of the envelope have their least value, from left to right
    private final double[] starts; // where each of them becomes the least one

    LowerEnvelope(int length, double spacing) {
        this.spacing = spacing;
        line = new double[length];
        vertices = new int[length];
        starts = new double[length];
    }

    /** Replaces the values of a line by the envelope. */
    void replace(double[] values, int start, int stride) {
        for (int i = 0; i < line.length; i++) {
            line[i] = values[start + i * stride];
        }
        int parabolas = build();
        int current = 0;
        for (int i = 0; parabolas > 0 && i < line.length; i++) {
            while (current + 1 < parabolas && starts[current + 1] < i) {
                current++;
            }
            double distance = (i - vertices[current]) * spacing;
            values[start + i * stride] = distance * distance + line[vertices[current]];
        }
    }

    /** Finds the parabolas of the envelope and returns their number: none if all values are infinite. */
    private int build() {
        int count = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] < Double.POSITIVE_INFINITY) {
                while (count > 0 && crossing(vertices[count - 1], i) <= starts[count - 1]) {
                    count--;
                }
                starts[count] = count == 0 ? Double.NEGATIVE_INFINITY : crossing(vertices[count - 1], i);
                vertices[count++] = i;
            }
        }
        return count;
    }

    /** Returns where the parabola on the right falls below the one on the left. */
    private double crossing(int left, int right) {
        double rise = (line[right] - line[left]) / (spacing * spacing);
        return (rise / (right - left) + right + left) / 2;
    }
}

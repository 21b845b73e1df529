package io.cachetree.examples.density;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Shape;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The table of what was measured of each object: a row per label. */
public final class Measurements {

    private static final int DECIMALS = 3;

    private Measurements() {}

    /**
     * Measures the objects of a label image.
     *
     * @return a row per label that occurs, by rising label
     */
    public static List<NucleusRow> of(Labels labels) {
        int[] sizes = labels.sizes();
        long[][] sums = coordinateSums(labels, sizes.length);
        List<NucleusRow> rows = new ArrayList<>();
        for (int label = 1; label < sizes.length; label++) {
            if (sizes[label] > 0) {
                double voxels = sizes[label];
                long[] sum = sums[label];
                rows.add(new NucleusRow(label, sum[0] / voxels, sum[1] / voxels, sum[2] / voxels, sizes[label]));
            }
        }
        return List.copyOf(rows);
    }

    /**
     * Writes the table as CSV (RFC 4180, but with line feeds): a header {@code label,z,y,x,voxels}, then a line per
     * row; centres in voxels with three decimals.
     */
    public static String toCsv(List<NucleusRow> rows) {
        StringWriter text = new StringWriter();
        // Without a buffer there is nothing to flush or close, and writing into memory never fails.
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text);
        csv.writeRecord("label", "z", "y", "x", "voxels");
        for (NucleusRow row : rows) {
            csv.writeRecord(
                    Integer.toString(row.label()),
                    fixed(row.z()),
                    fixed(row.y()),
                    fixed(row.x()),
                    Integer.toString(row.voxels()));
        }
        return text.toString();
    }

    private static long[][] coordinateSums(Labels labels, int length) {
        Shape shape = labels.shape();
        int[] ids = labels.ids();
        long[][] sums = new long[length][3];
        for (int voxel = 0; voxel < ids.length; voxel++) {
            if (ids[voxel] > 0) {
                long[] sum = sums[ids[voxel]];
                sum[0] += shape.z(voxel);
                sum[1] += shape.y(voxel);
                sum[2] += shape.x(voxel);
            }
        }
        return sums;
    }

    /**
     * Formats by way of BigDecimal, because the digits of {@link Double#toString} differ between JDK 17 and later ones.
     */
    private static String fixed(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }
}

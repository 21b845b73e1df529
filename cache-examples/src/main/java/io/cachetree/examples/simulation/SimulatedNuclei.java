package io.cachetree.examples.simulation;

import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.VoxelSize;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Nuclei that never were, of which a scan can be taken and the true number is known.
 *
 * <p>Nuclei are ellipsoids of about 7 µm across, whole within the scan. Some touch, so that they have to be told apart.
 * The random numbers come from {@link java.util.Random}, whose algorithm is part of its specification, and all else is
 * arithmetic that gives the same bits everywhere: a seed stands for a scan.
 *
 * <pre>
 * SimulatedNuclei nuclei = SimulatedNuclei.of(SimulationOptions.seeded(42));
 * Img&lt;UnsignedByteType&gt; scan = nuclei.scan();
 * int truth = nuclei.countIn(Region.quarters(Shape.of(scan)).get(0));
 * </pre>
 *
 * @param options what was asked for
 * @param nuclei the truth; of the touching pairs first, one after the other
 */
public record SimulatedNuclei(SimulationOptions options, List<Ellipsoid> nuclei) {

    /** Creates the nuclei. */
    public SimulatedNuclei {
        nuclei = List.copyOf(nuclei);
    }

    /**
     * Places the nuclei that the options ask for.
     *
     * @throws IllegalArgumentException if there is no room for them
     */
    public static SimulatedNuclei of(SimulationOptions options) {
        return new SimulatedNuclei(options, Placement.of(options));
    }

    /** Takes a scan: grey values of 8 bits, the same ones each time. */
    public Img<UnsignedByteType> scan() {
        return Microscope.scan(nuclei, options);
    }

    /** Returns the true number of nuclei whose centre lies in the region. */
    public int countIn(Region region) {
        VoxelSize size = options.voxelSize();
        return (int) nuclei.stream()
                .filter(nucleus -> region.contains(nucleus.y() / size.y(), nucleus.x() / size.x()))
                .count();
    }
}

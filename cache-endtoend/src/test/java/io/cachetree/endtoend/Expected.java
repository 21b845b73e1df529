package io.cachetree.endtoend;

import io.cachetree.examples.FaultPoint;
import io.cachetree.examples.NucleiPipeline;
import io.cachetree.examples.SegmentationOptions;
import java.io.IOException;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;

/**
 * What the steps of the example return when they are called as ordinary methods, without a tree.
 *
 * @param scan the scan of {@link SmallExample}
 * @param threshold the grey value that parts nuclei from background
 * @param mask what is above
 * @param nuclei the labels
 */
record Expected(
        Img<? extends RealType<?>> scan,
        double threshold,
        RandomAccessibleInterval<BitType> mask,
        Img<IntType> nuclei) {

    static Expected of(SegmentationOptions options) throws IOException {
        return new Steps().run(options);
    }

    private static final class Steps extends NucleiPipeline {

        Steps() {
            super(new FaultPoint(Optional.empty()));
        }

        Expected run(SegmentationOptions options) throws IOException {
            Img<? extends RealType<?>> scan = load(SmallExample.SAMPLE);
            Img<? extends RealType<?>> smooth =
                    options.smooths() ? smooth(scan, options.sigmaZ(), options.sigmaY(), options.sigmaX()) : scan;
            double threshold = threshold(smooth);
            RandomAccessibleInterval<BitType> mask = mask(smooth, threshold);
            Components components = label(mask);
            Nuclei nuclei = split(components.components(), options.smallest(), options.waist(), options.voxelSize());
            return new Expected(scan, threshold, mask, nuclei.nuclei());
        }
    }
}

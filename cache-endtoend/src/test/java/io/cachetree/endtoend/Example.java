package io.cachetree.endtoend;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.cachetree.examples.NucleiDensity;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.simulation.SimulatedNuclei;
import io.cachetree.examples.simulation.SimulationOptions;
import io.cachetree.testkit.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * The example on a small scan, in processes of its own.
 *
 * @param directory where the scan and what the processes print is
 */
record Example(Path directory) {

    private static final Shape SHAPE = new Shape(16, 64, 64);
    private static final String MACHINE = "machine";

    /** All of its steps. */
    static final int STEPS = 15;

    /** Returns a stack of planes, which is written when first asked for. */
    Path scan() {
        Path file = directory.resolve("scan.tif");
        if (!Files.exists(file)) {
            write(file);
        }
        return file;
    }

    private static void write(Path file) {
        Img<? extends RealType<?>> scan = SimulatedNuclei.of(
                        SimulationOptions.seeded(7).withShape(SHAPE).withNuclei(8, 2))
                .scan();
        Cursor<? extends RealType<?>> voxels = Views.flatIterable(scan).cursor();
        ImageStack stack = new ImageStack((int) scan.dimension(0), (int) scan.dimension(1));
        for (int z = 0; z < scan.dimension(2); z++) {
            float[] plane = new float[stack.getWidth() * stack.getHeight()];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = voxels.next().getRealFloat();
            }
            stack.addSlice(new FloatProcessor(stack.getWidth(), stack.getHeight(), plane));
        }
        IJ.saveAsTiff(new ImagePlus("scan", stack), file.toString());
    }

    /**
     * Returns a process that runs it.
     *
     * @param tree the URL of the tree
     * @param variables what the environment has as well
     * @param machine a number; with another one, nothing is there that was kept on this machine
     */
    ChildJvm on(String tree, Map<String, String> variables, int machine) {
        String[] environment = Stream.concat(
                        Stream.of("env"),
                        variables.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                .toArray(String[]::new);
        return new ChildJvm(directory, NucleiDensity.class.getName(), "--tree", tree, "--input", scan().toString())
                .with(
                        "-Djava.awt.headless=true",
                        "-Dlogback.configurationFile=logback.xml",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dcachetree.cache=" + directory.resolve(MACHINE + machine))
                .runBy(environment);
    }

    /** Returns what it found, of what it printed. */
    static String report(String printed) {
        return printed.substring(printed.indexOf("\nthreshold "), printed.indexOf("\nLook at"));
    }

    /** Returns the nodes whose bodies were started, of what it printed. */
    static Set<String> ran(String printed) {
        return printed.lines()
                .filter(line -> line.contains(" runs: "))
                .map(line -> line.substring(0, line.indexOf(" runs: ")))
                .collect(Collectors.toSet());
    }
}

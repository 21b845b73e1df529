package io.cachetree.benchmarks.images;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Figure;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** A step that returns a lazy image of several times the heap, in a virtual machine of its own. */
public final class SmallHeap {

    private static final int MEGABYTE = 1 << 20;

    private SmallHeap() {}

    /** Runs a step with an image of eight times a heap of 128 MiB. */
    public static List<Row> rows(Workbench workbench) throws IOException, InterruptedException {
        return rows(workbench, 128, new Volume(512, 1024, 1024));
    }

    static List<Row> rows(Workbench workbench, int heap, Volume volume) throws IOException, InterruptedException {
        double[] measured = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(heap),
                "-classpath",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                workbench.directory("small-heap").toString(),
                Integer.toString(volume.depth()),
                Integer.toString(volume.height()),
                Integer.toString(volume.width()));
        Figure size = new Figure(volume.bytes() / (double) MEGABYTE, "MiB");
        return List.of(
                Row.atMost(
                        "lazy image written under -Xmx%dm: peak heap".formatted(heap),
                        megabytes(measured[0]),
                        size,
                        heap),
                Row.ratio("the same: peak of what a collection left", megabytes(measured[1]), size),
                Row.ratio("the same: peak memory of the process", megabytes(measured[2]), size));
    }

    private static Figure megabytes(double value) {
        return new Figure(value, "MiB");
    }

    private static double[] run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The image was not written: " + text);
        }
        return text.lines().mapToDouble(Double::parseDouble).toArray();
    }

    /** Runs the step, and prints the peaks in MiB; the arguments are a directory, and the size of the image. */
    public static void main(String[] arguments) throws IOException {
        Volume volume = new Volume(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        AtomicLong before = new AtomicLong();
        AtomicLong after = new AtomicLong();
        followCollections(before, after);
        try (CacheTree tree =
                CacheTree.builder().options(CacheOptions.of(Durability.PROCESS)).open(arguments[0])) {
            ImageSteps.in(tree).image(0, () -> lazy(volume));
        }
        System.out.println(before.get() / MEGABYTE);
        System.out.println(after.get() / MEGABYTE);
        System.out.println(peakOfProcess() / MEGABYTE);
    }

    /** Keeps how much of the heap was used at most when a collection began, and when it ended. */
    private static void followCollections(AtomicLong before, AtomicLong after) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            NotificationListener listener = (notification, handback) -> {
                CompositeData data = (CompositeData) notification.getUserData();
                GcInfo info = GarbageCollectionNotificationInfo.from(data).getGcInfo();
                before.accumulateAndGet(heap(info.getMemoryUsageBeforeGc()), Math::max);
                after.accumulateAndGet(heap(info.getMemoryUsageAfterGc()), Math::max);
            };
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
    }

    private static long heap(Map<String, MemoryUsage> pools) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(pool -> pools.get(pool.getName()))
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /** As Linux tells it, in bytes; elsewhere nothing. */
    private static double peakOfProcess() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith("VmHWM:"))
                                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                                .sum()
                        * 1024
                : 0;
    }

    /** Returns an image whose planes are made when they are asked for, and forgotten. */
    private static RandomAccessibleInterval<UnsignedShortType> lazy(Volume volume) {
        int[] plane = {volume.width(), volume.height(), 1};
        CellGrid grid = new CellGrid(new long[] {volume.width(), volume.height(), volume.depth()}, plane);
        return new LazyCellImg<>(grid, new UnsignedShortType(), number -> {
            short[] elements = new short[volume.plane()];
            volume.plane((int) number, elements, 0);
            return new Cell<>(plane, new long[] {0, 0, number}, new ShortArray(elements));
        });
    }
}

package io.cachetree.faults;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A nested pipeline of a second or so, as a program: {@code SlowPipeline TREE JOURNAL SEED}. Each body that starts leaves
 * a line in the journal.
 */
public class SlowPipeline {

    private static final int BLOCKS = 8;
    private static final int BLOCK = 2_000_000;

    private @Nullable Path journal;

    /** Runs the pipeline and prints its result. */
    public static void main(String[] arguments) throws IOException {
        try (CacheTree tree = CacheTree.open(Path.of(arguments[0]))) {
            SlowPipeline steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(SlowPipeline.class);
            steps.journal = Path.of(arguments[1]);
            System.out.println(steps.total(Integer.parseInt(arguments[2])));
        }
    }

    /** Returns what the program prints. */
    static long result(int seed) {
        long sum = 0;
        for (int block = 0; block < BLOCKS; block++) {
            sum += sum(seed, block);
        }
        return sum + BLOCKS;
    }

    @Cached
    long total(int seed) throws IOException {
        begin("total", seed, 0);
        long sum = 0;
        for (int block = 0; block < BLOCKS; block++) {
            sum += half(seed, block);
            picture(seed, block, null);
        }
        return sum + BLOCKS;
    }

    @Cached
    long half(int seed, int block) throws IOException {
        begin("total/half", seed, block);
        return whole(seed, block);
    }

    @Cached
    long whole(int seed, int block) throws IOException {
        begin("total/half/whole", seed, block);
        return sum(seed, block);
    }

    @Cached
    void picture(int seed, int block, @CacheUrl @Nullable Path directory) throws IOException {
        begin("total/picture", seed, block);
        if (directory != null) {
            Files.writeString(directory.resolve("picture.txt"), "#".repeat(10_000));
            Files.writeString(directory.resolve("more.txt"), "#".repeat(sum(seed, block) > 0 ? 10_000 : 9_999));
        }
    }

    private static long sum(int seed, int block) {
        Random random = new Random(31L * seed + block);
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += random.nextInt() >>> 16;
        }
        return sum;
    }

    private void begin(String node, int seed, int block) throws IOException {
        if (journal != null) {
            String line = "%s seed=%d block=%d%n".formatted(node, seed, block);
            Files.writeString(journal, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}

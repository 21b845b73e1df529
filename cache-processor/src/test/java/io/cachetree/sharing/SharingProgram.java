package io.cachetree.sharing;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One of those who share a tree: {@code SharingProgram DIRECTORY LEASE SEED TREE}. For each number of a round on its input it calls the same
 * steps in an order of its own, in the tree of that round, whose place has the number for {@code #}, and prints what they gave and how. Each body that runs leaves a file, or a
 * second one if it ran before.
 */
public class SharingProgram {

    static final int KEYS = 40;

    /** The square of each number, and its half, which two numbers have in common. */
    static final int STEPS = KEYS + KEYS / 2;

    /** Runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[2]));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String round = input.readLine(); round != null; round = input.readLine()) {
            String tree = arguments[3].replace("#", round);
            System.out.println(round(directory, round, Duration.parse(arguments[1]), random, tree));
        }
    }

    private static String round(Path directory, String round, Duration lease, Random random, String place)
            throws IOException {
        List<CacheEvent> events = new CopyOnWriteArrayList<>();
        List<Integer> keys = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
        Collections.shuffle(keys, random);
        Path ran = Files.createDirectories(directory.resolve("ran-" + round));
        try (CacheTree tree =
                CacheTree.builder().listener(events::add).lease(lease).open(place)) {
            SharingProgram steps =
                    Guice.createInjector(CacheTreeModule.of(tree)).getInstance(SharingProgram.class);
            long sum = 0;
            for (int key : keys) {
                sum += steps.square(key, ran);
            }
            return "%d %d %d %d"
                    .formatted(
                            sum,
                            count(events, CacheEvent.StepCommitted.class),
                            count(events, CacheEvent.StepAdopted.class),
                            count(events, CacheEvent.StepTakenOver.class));
        }
    }

    private static long count(List<CacheEvent> events, Class<?> type) {
        return events.stream().filter(type::isInstance).count();
    }

    /** Nests, so that claims are held while others are waited for. */
    @Cached
    long square(int key, @Unkeyed Path ran) throws IOException {
        leaveTrace(ran, "square-" + key);
        return half(key / 2, ran) * 0 + (long) key * key;
    }

    @Cached
    long half(int key, @Unkeyed Path ran) throws IOException {
        leaveTrace(ran, "half-" + key);
        return key;
    }

    static long sum() {
        return LongStream.range(0, KEYS).map(key -> key * key).sum();
    }

    private static void leaveTrace(Path ran, String body) throws IOException {
        try {
            Files.createFile(ran.resolve(body));
        } catch (FileAlreadyExistsException again) {
            Files.createFile(ran.resolve(body + "-again-" + UUID.randomUUID()));
        }
    }
}

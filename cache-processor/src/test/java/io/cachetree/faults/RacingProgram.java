package io.cachetree.faults;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * One of those who race: for each number on its input it calls three steps with that number, and prints the result and
 * how many entries it committed and adopted.
 */
public class RacingProgram {

    /** Runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        List<CacheEvent> events = new CopyOnWriteArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(Path.of(arguments[0]))) {
            RacingProgram steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(RacingProgram.class);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                int result = steps.total(Integer.parseInt(line));
                System.out.printf(
                        "%d %d %d%n",
                        result,
                        count(events, CacheEvent.StepCommitted.class),
                        count(events, CacheEvent.StepAdopted.class));
                events.clear();
            }
        }
    }

    private static long count(List<CacheEvent> events, Class<?> type) {
        return events.stream().filter(type::isInstance).count();
    }

    @Cached
    int total(int number) {
        return half(number) + squares(number).length;
    }

    @Cached
    int half(int number) {
        return number / 2;
    }

    @Cached
    int[] squares(int number) {
        return IntStream.range(0, number).map(each -> each * each).toArray();
    }
}

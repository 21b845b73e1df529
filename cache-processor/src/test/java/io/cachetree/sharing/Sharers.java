package io.cachetree.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.entry.EntryNames;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes that run {@link SharingProgram} in trees, one for each round, and are ended with this. */
public final class Sharers implements AutoCloseable {

    /**
     * What one of them did in a round.
     *
     * @param sum what its steps gave
     * @param committed how many results it committed
     * @param adopted how many it computed in vain
     * @param takenOver how many claims it took over
     */
    public record Answer(long sum, long committed, long adopted, long takenOver) {

        static Answer of(String line, String errors) {
            assertThat(line).as("answer of a process: %s", errors).matches("[0-9]+ [0-9]+ [0-9]+ [0-9]+");
            List<Long> numbers =
                    Stream.of(line.split(" ", -1)).map(Long::valueOf).toList();
            return new Answer(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        }
    }

    private final Path directory;
    private final String place;
    private final Duration lease;
    private final long seed;
    private final List<Process> processes = new ArrayList<>();

    /** They share trees in a directory of this machine. */
    Sharers(Path directory, Duration lease) {
        this(directory, directory.resolve("tree-#").toString(), lease);
    }

    /**
     * They share trees anywhere.
     *
     * @param directory where they leave traces of what ran
     * @param place the URL or path of a tree, with {@code #} for the number of its round
     */
    public Sharers(Path directory, String place, Duration lease) {
        this.directory = directory;
        this.place = place;
        this.lease = lease;
        this.seed = Long.getLong("cachetree.seed", System.nanoTime());
        System.out.println("Sharers: -Dcachetree.seed=" + seed);
    }

    /** Starts one, in an environment that has these variables as well. */
    public Sharers start(Map<String, String> environment) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharingProgram.class.getName(),
                        directory.toString(),
                        lease.toString(),
                        String.valueOf(seed + processes.size()),
                        place)
                .redirectError(errors(processes.size()).toFile());
        program.environment().putAll(environment);
        processes.add(program.start());
        return this;
    }

    Sharers start(int many) throws IOException {
        for (int i = 0; i < many; i++) {
            start(Map.of());
        }
        return this;
    }

    /** Has all of them do a round, at once, in which nobody is killed or late. */
    public void roundInWhichEachStepRunsOnce(int number) throws IOException {
        List<Answer> answers = round(number);
        assertThat(answers).extracting(Answer::sum).as("results").containsOnly(SharingProgram.sum());
        assertThat(ran(number)).as("bodies in round %d", number).hasSize(SharingProgram.STEPS);
        assertThat(answers.stream().mapToLong(Answer::committed).sum())
                .as("commits in round %d", number)
                .isEqualTo(SharingProgram.STEPS);
        assertThat(answers).extracting(Answer::adopted).containsOnly(0L);
        assertThat(answers).extracting(Answer::takenOver).containsOnly(0L);
        assertNothingIsLeft(number);
    }

    private void assertNothingIsLeft(int round) {
        List<String> files = files(round);
        assertThat(files).filteredOn(EntryNames::isRecord).as("records").hasSize(SharingProgram.STEPS);
        assertThat(files).noneMatch(name -> EntryNames.isClaim(name) || name.startsWith(".tmp-"));
    }

    /** Has all of them do a round, at once. */
    List<Answer> round(int number) throws IOException {
        begin(number);
        return answers();
    }

    void begin(int number) throws IOException {
        for (Process each : processes) {
            Writer start = each.outputWriter(StandardCharsets.UTF_8);
            start.write(number + "\n");
            start.flush();
        }
    }

    List<Answer> answers() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            BufferedReader reader = processes.get(i).inputReader(StandardCharsets.UTF_8);
            answers.add(Answer.of(String.valueOf(reader.readLine()), Files.readString(errors(i))));
        }
        return answers;
    }

    private Path errors(int process) {
        return directory.resolve("errors-of-" + process + ".txt");
    }

    String tree(int round) {
        return place.replace("#", String.valueOf(round));
    }

    /** Returns a name for each body that ran in a round. */
    List<String> ran(int round) {
        return names(directory.resolve("ran-" + round));
    }

    /** Returns the names of all files of a round's tree. */
    List<String> files(int round) {
        List<String> names = new ArrayList<>();
        try (Store store = Store.at(tree(round))) {
            addFiles(store, "", names);
        }
        return names;
    }

    private static void addFiles(Store store, String directory, List<String> names) {
        for (StoreItem item : store.list(directory)) {
            if (item.kind() == StoreItem.Kind.DIRECTORY) {
                addFiles(store, directory.isEmpty() ? item.name() : directory + "/" + item.name(), names);
            } else {
                names.add(item.name());
            }
        }
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}

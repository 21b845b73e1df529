package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs call the same steps with the same inputs at the same moment. */
@Tag("once")
class RacingProcessesTest {

    private static final int ROUNDS = Boolean.getBoolean("cachetree.long") ? 20_000 : 200;
    private static final int STEPS = 3;

    @TempDir
    private Path temp;

    private final List<Process> racers = new ArrayList<>();

    @AfterEach
    void stop() {
        racers.forEach(Process::destroyForcibly);
    }

    @Test
    @Timeout(1_200)
    void eachKeyIsCommittedOnceAndAllGetEqualResults() throws Exception {
        racers.add(start());
        racers.add(start());
        int adopted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<List<Integer>> answers = race(round);

            assertThat(answers).extracting(each -> each.get(0)).as("results").containsOnly(round / 2 + round);
            assertThat(sum(answers, 1))
                    .as("entries committed in round %d", round)
                    .isEqualTo(STEPS);
            adopted += sum(answers, 2);
        }
        end();
        System.out.printf("RacingProcessesTest: %d rounds, %d results adopted%n", ROUNDS, adopted);
        TreeFiles tree = new TreeFiles(temp);
        assertThat(tree.attemptsWithoutRecord()).isEmpty();
        assertThat(tree.temporaryFiles()).isEmpty();
    }

    /** Nobody writes signs of life any more. */
    private void end() throws IOException, InterruptedException {
        for (Process racer : racers) {
            racer.outputWriter(StandardCharsets.UTF_8).close();
            assertThat(racer.waitFor()).isZero();
        }
    }

    private List<List<Integer>> race(int round) throws IOException {
        for (Process racer : racers) {
            Writer start = racer.outputWriter(StandardCharsets.UTF_8);
            start.write(round + "\n");
            start.flush();
        }
        List<List<Integer>> answers = new ArrayList<>();
        for (Process racer : racers) {
            answers.add(answer(racer.inputReader(StandardCharsets.UTF_8)));
        }
        return answers;
    }

    private static List<Integer> answer(BufferedReader racer) throws IOException {
        String line = racer.readLine();
        assertThat(line).as("answer of a racer").matches("[0-9]+ [0-9]+ [0-9]+");
        return Stream.of(line.split(" ", -1)).map(Integer::valueOf).toList();
    }

    private static int sum(List<List<Integer>> answers, int index) {
        return answers.stream().mapToInt(each -> each.get(index)).sum();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RacingProgram.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}

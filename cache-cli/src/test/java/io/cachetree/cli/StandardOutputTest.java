package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an answer that cannot be written, whatever language the machine tells it in. */
class StandardOutputTest {

    private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");

    @TempDir
    private Path temp;

    private static Optional<String> loss(Path file, String why) throws IOException {
        try (FileOutputStream failing = new FileOutputStream(file.toFile()) {
                    @Override
                    public void write(byte[] bytes, int start, int count) throws IOException {
                        throw new IOException(why);
                    }
                };
                StandardOutput out = new StandardOutput(failing)) {
            assertThatThrownBy(() -> out.write(1)).hasMessage(why);
            return out.loss();
        }
    }

    @Test
    void whatAFileDoesNotTakeIsLost() throws IOException {
        assertThat(loss(temp.resolve("answer.txt"), "The pipeline of the disk is broken"))
                .contains("The pipeline of the disk is broken");
    }

    @Test
    void whatAPipeDoesNotTakeNobodyReads() throws Exception {
        assumeTrue(Files.isExecutable(MKFIFO));
        Path pipe = temp.resolve("pipe");
        assertThat(new ProcessBuilder(MKFIFO.toString(), pipe.toString())
                        .start()
                        .waitFor())
                .isZero();

        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            assertThat(reader.getFD().valid())
                    .as("without a reader, opening it waits")
                    .isTrue();
            assertThat(loss(pipe, "Tubería rota")).isEmpty();
        }
    }
}

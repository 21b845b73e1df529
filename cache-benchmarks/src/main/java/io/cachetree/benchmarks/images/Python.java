package io.cachetree.benchmarks.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Python's zarr in a process that stays, so that neither its start nor its imports count.
 *
 * <p>Thread safety: for one thread.
 */
final class Python implements AutoCloseable {

    private static final String EXECUTABLE = System.getProperty("bench.python", "/usr/bin/python3");

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;
    private final String versions;

    private Python(Process process) throws IOException {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.versions = Optional.ofNullable(answers.readLine()).orElse("");
    }

    /**
     * Starts it, if it is here with zarr.
     *
     * @param raw the elements of the volume that it writes, little-endian
     */
    static Optional<Python> start(Path raw, long[] shape) throws IOException {
        Path script = Files.createTempFile(raw.getParent(), "peer", ".py");
        try (InputStream content = Python.class.getResourceAsStream("peer.py")) {
            Files.write(script, content.readAllBytes());
        }
        String size = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
        return start(new ProcessBuilder(EXECUTABLE, script.toString(), raw.toString(), size)
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private static Optional<Python> start(ProcessBuilder command) {
        try {
            Python python = new Python(command.start());
            return python.versions.startsWith("ready") ? Optional.of(python) : Optional.empty();
        } catch (IOException notHere) {
            return Optional.empty();
        }
    }

    /** Returns why there is nothing to compare with, and what to do. */
    static String missing() {
        return "Cannot compare with python: \"%s\" does not run, or lacks zarr or dask. Install python3-zarr and python3-dask, or name another with -Dbench.python."
                .formatted(EXECUTABLE);
    }

    /** Returns the versions of zarr and numcodecs. */
    String versions() {
        return versions;
    }

    /** Lets it do something with a directory, and returns what that took. */
    Cost ask(String what, Path directory) throws IOException {
        requests.write("%s %s%n".formatted(what, directory));
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("Python could not %s \"%s\": it says above why.".formatted(what, directory));
        }
        int space = answer.indexOf(' ');
        return new Cost(
                Double.parseDouble(answer.substring(0, space)), Double.parseDouble(answer.substring(space + 1)));
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}

package io.cachetree.cli.answer;

import io.cachetree.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last lines of a text that a step left in its directory.
 *
 * @param lines the lines
 * @param left how many lines stand before them
 */
public record LogFile(List<String> lines, long left) {

    /** Copies the list. */
    public LogFile {
        lines = List.copyOf(lines);
    }

    /** Reads the last lines of a file, if it is there. */
    public static Optional<LogFile> read(Store store, String file, int most) {
        return store.open(file).map(in -> tail(in, most));
    }

    private static LogFile tail(InputStream in, int most) {
        Deque<String> last = new ArrayDeque<>();
        long count = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last.addLast(line);
                count++;
                if (last.size() > most) {
                    last.removeFirst();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LogFile(List.copyOf(last), count - last.size());
    }
}

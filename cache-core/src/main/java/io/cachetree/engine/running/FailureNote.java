package io.cachetree.engine.running;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.files.Attempt;
import io.cachetree.entry.EntryNames;
import io.cachetree.key.KeyPart;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left for the person who has to find out why a step failed. */
record FailureNote(KeyedCall call, Throwable failure) {

    private static final Logger log = LoggerFactory.getLogger(FailureNote.class);

    /** Writes the note into the attempt's directory. It must not hide the failure that it is about. */
    void write(Attempt attempt) {
        try {
            Files.writeString(attempt.path().resolve(EntryNames.ERROR), text(), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            log.warn("No {} for the failed step at node {}: {}", EntryNames.ERROR, node(), e.toString());
        }
    }

    private String text() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.printf("%s failed at node %s, %s%n%n", call.call().step().shortForm(), node(), Instant.now());
        for (KeyPart part : call.content().inputs()) {
            out.printf("%s = %s%n", part.name(), part.shows());
        }
        out.println();
        printTrace(out);
        return text.toString();
    }

    /** The message of a user's exception is the user's code, and can fail itself. */
    private void printTrace(PrintWriter out) {
        try {
            failure.printStackTrace(out);
        } catch (RuntimeException e) {
            out.printf(
                    "%s, whose stack trace cannot be printed: %s%n",
                    failure.getClass().getName(), e.getClass());
        }
    }

    private String node() {
        return call.invocation().node().toString();
    }
}

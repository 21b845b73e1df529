package io.cachetree.benchmarks.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The reads of files that this virtual machine did, as its flight recorder saw them: a path for each read. */
final class FileReads {

    private static final String EVENT = "jdk.FileRead";

    private FileReads() {}

    /** Does some work, and returns the files below a directory that were read, one for each read. */
    static List<String> during(Cost.Work work, Path below) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            return paths(recording, below.toAbsolutePath().toString());
        }
    }

    private static List<String> paths(Recording recording, String prefix) throws IOException {
        Path dump = Files.createTempFile("file-reads", ".jfr");
        try {
            recording.dump(dump);
            List<String> paths = new ArrayList<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(dump)) {
                String path = event.getString("path");
                if (path != null && path.startsWith(prefix)) {
                    paths.add(path);
                }
            }
            return paths;
        } finally {
            Files.delete(dump);
        }
    }
}

package io.cachetree.remote.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;

/** The names of files: a colon, which HDFS has no room for, is written as {@code %3A}, and {@code %} as {@code %25}. */
final class Names {

    private static final String TEMPORARY = ".tmp-put-";

    /** Nobody writes a file for so long, even if two clocks differ. */
    private static final Duration LONGEST_WRITING = Duration.ofDays(2);

    private Names() {}

    static String encode(String key) {
        return key.replace("%", "%25").replace(":", "%3A");
    }

    static String decode(String name) {
        try {
            return name.indexOf('%') < 0 ? name : URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException foreign) {
            return name;
        }
    }

    static String temporary(UUID unique) {
        return TEMPORARY + unique;
    }

    static boolean isTemporary(String name) {
        return name.startsWith(TEMPORARY);
    }

    /** Returns whether whoever was writing a temporary file has ended. */
    static boolean isLeft(FileStatus temporary) {
        return System.currentTimeMillis() - temporary.getModificationTime() > LONGEST_WRITING.toMillis();
    }
}

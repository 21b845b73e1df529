package io.cachetree.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How texts become bytes on the standard streams: as the terminal expects, which need not be as Java writes files. A machine that has no
 * locale says that it takes ASCII only, as do many that are reached by ssh and most containers; terminals take UTF-8 all the same.
 */
final class StreamEncoding {

    private StreamEncoding() {}

    /** Returns that of {@code stdout} or {@code stderr}. Java tells it by the first name from 19 on, before by the second on Windows. */
    static Charset of(String stream) {
        return Stream.of(stream + ".encoding", "sun." + stream + ".encoding", "native.encoding")
                .flatMap(property -> charset(property).stream())
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
                .findFirst()
                .orElse(StandardCharsets.UTF_8);
    }

    private static Optional<Charset> charset(String property) {
        try {
            return Optional.ofNullable(System.getProperty(property)).map(Charset::forName);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}

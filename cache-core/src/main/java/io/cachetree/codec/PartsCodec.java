package io.cachetree.codec;

import io.cachetree.codec.internal.JsonParts;
import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a value in parts, each by its own codec under its own name; the JSON is an object of the JSON of the parts.
 *
 * <ul>
 *   <li>The files of a part of the whole result are named after the part: {@code field.npy}. A part of a part is in a
 *       directory: {@code outer/inner.npy}.
 *   <li>Values of the type may have been plain JSON before one of the parts had a codec of its own, or before there were
 *       parts. Such entries are still read.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time, as the codecs of the parts may.
 */
final class PartsCodec<T> implements Codec<T> {

    private final Parts<T> parts;
    private final Optional<JsonCodec<T>> earlier;

    /**
     * Creates the codec.
     *
     * @param earlier how such values were written when all of them was JSON, if they could be
     */
    PartsCodec(Parts<T> parts, Optional<JsonCodec<T>> earlier) {
        this.parts = parts;
        this.earlier = earlier;
    }

    @Override
    public String id() {
        return "parts";
    }

    @Override
    public Optional<Codec<T>> reader(String id) {
        Optional<Codec<T>> json = earlier.filter(each -> each.id().equals(id)).map(each -> each);
        return json.isPresent() ? json : Codec.super.reader(id);
    }

    @Override
    public void check(Options options) {
        parts.check(options);
    }

    @Override
    public void encode(T value, Target target) throws IOException {
        Map<String, byte[]> json = new LinkedHashMap<>();
        Map<String, String> makers = new ConcurrentHashMap<>();
        for (Map.Entry<String, @Nullable Object> part : parts.of(value).entrySet()) {
            Options options = parts.options(part.getKey(), target.options());
            json.put(part.getKey(), encoded(part.getValue(), new PartTarget(part.getKey(), target, options, makers)));
        }
        target.json(JsonParts.join(json));
    }

    @SuppressWarnings("NullAway") // on JDK 17 it does not look at type arguments
    private byte[] encoded(@Nullable Object value, PartTarget target) throws IOException {
        try {
            parts.codec(target.part).encode(value, target);
            return target.json;
        } catch (InvalidStepException e) {
            throw new InvalidStepException("Part \"%s\": %s".formatted(target.part, e.getMessage()), e);
        }
    }

    @Override
    public T decode(Source source) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> part : JsonParts.split(source.json()).entrySet()) {
            String name = part.getKey();
            values.put(name, parts.codec(name).decode(new PartSource(name, source, part.getValue())));
        }
        try {
            return parts.whole(values);
        } catch (RuntimeException damaged) {
            throw new IOException("Cannot read the result: %s.".formatted(damaged), damaged);
        }
    }

    @Override
    public boolean readsLater(String file) {
        int end = 0;
        while (end < file.length() && file.charAt(end) != '.' && file.charAt(end) != '/') {
            end++;
        }
        boolean isInside = end < file.length() && file.charAt(end) == '/';
        try {
            return parts.codec(file.substring(0, end)).readsLater(isInside ? file.substring(end + 1) : file);
        } catch (IOException ofNoPart) {
            return false;
        }
    }

    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        Map<String, byte[]> first = JsonParts.split(before.json());
        Map<String, byte[]> second = JsonParts.split(now.json());
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        for (String name : names) {
            Optional<String> difference = difference(
                    name, PartSource.of(name, before, first.get(name)), PartSource.of(name, now, second.get(name)));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> difference(String name, @Nullable PartSource before, @Nullable PartSource now)
            throws IOException {
        if (before == null) {
            return Optional.of(name + ", it was not there before");
        }
        if (now == null) {
            return Optional.of(name + ", it is missing now");
        }
        return parts.codec(name).firstDifference(before, now).map(where -> place(name, now.name(), where));
    }

    /** What does not name the part by its file does so by its place in the JSON, or is told of which part it is. */
    private static String place(String part, String file, String where) {
        if (where.startsWith(file)) {
            return where;
        }
        return where.startsWith("$") ? "$." + part + where.substring(1) : part + ", " + where;
    }

    /** Where a part is put. */
    private static final class PartTarget implements Target {

        private final String part;
        private final Target whole;
        private final Options options;
        private final Map<String, String> makers;
        private byte[] json = {'{', '}'};

        /** Creates the target of a part; {@code makers} knows the parts that made the files so far. */
        PartTarget(String part, Target whole, Options options, Map<String, String> makers) {
            this.part = part;
            this.whole = whole;
            this.options = options;
            this.makers = makers;
        }

        @Override
        public String name() {
            return whole.nameOf(part);
        }

        @Override
        public Options options() {
            return options;
        }

        @Override
        public void json(byte[] utf8) {
            json = utf8;
        }

        @Override
        public OutputStream create(String file) throws IOException {
            take(file);
            return whole.create(file);
        }

        @Override
        public void write(String file, List<ByteBuffer> content) throws IOException {
            take(file);
            whole.write(file, content);
        }

        private void take(String file) {
            String maker = makers.putIfAbsent(Parts.folded(file), part);
            if (maker != null && !maker.equals(part)) {
                throw new InvalidStepException(
                        "Cannot write \"%s\": part \"%s\" has made it already. Rename one of the two parts."
                                .formatted(file, maker));
            }
        }

        @Override
        public Source written() {
            return new PartSource(part, whole.written(), json);
        }

        @Override
        public Path directory() throws IOException {
            Path directory = whole.directory();
            Files.createDirectories(directory.resolve(name()).getParent());
            return directory;
        }
    }

    /** Where a part is found. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record PartSource(String part, Source whole, byte[] json) implements Source {

        static @Nullable PartSource of(String part, Source whole, byte @Nullable [] json) {
            return json == null ? null : new PartSource(part, whole, json);
        }

        @Override
        public String name() {
            return whole.nameOf(part);
        }

        @Override
        public InputStream open(String file) throws IOException {
            return whole.open(file);
        }

        @Override
        public int read(String file, long from, ByteBuffer into) throws IOException {
            return whole.read(file, from, into);
        }

        @Override
        public boolean isInPlace() {
            return whole.isInPlace();
        }

        @Override
        public long size(String file) throws IOException {
            return whole.size(file);
        }

        @Override
        public Optional<Digest> digest(String file) throws IOException {
            return whole.digest(file);
        }

        @Override
        public Path directory() throws IOException {
            return whole.directory();
        }

        @Override
        public Collection<String> files() throws IOException {
            String name = name();
            return whole.files().stream()
                    .filter(file -> file.equals(name) || file.startsWith(name + ".") || file.startsWith(name + "/"))
                    .toList();
        }
    }
}

package io.cachetree.key.code.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an index: a number for the format, all texts once and sorted, then the classes sorted by name. The same
 * classes have the same bytes.
 */
public final class IndexFormat {

    private static final int MAGIC = 0xCAC4E1D;
    private static final int FORMAT = 1;
    private static final int NONE = -1;

    private IndexFormat() {}

    /** Writes classes. */
    public static byte[] write(SortedMap<String, IndexedClass> classes) {
        try {
            // The texts are known once everything was written once.
            Writer first = new Writer(new TreeSet<>());
            first.write(classes.values());
            Writer second = new Writer(first.used);
            second.write(classes.values());
            return second.finish(first.used);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return the classes by internal name; nothing if the index is of another format
     * @throws IOException if the bytes are damaged
     */
    public static Map<String, IndexedClass> read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
            return Map.of();
        }
        try {
            return new Reader(in).read();
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | IllegalArgumentException damaged) {
            throw new IOException("it is damaged", damaged);
        }
    }

    private static final class Writer {

        private final Set<String> used = new TreeSet<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Writer(Set<String> texts) {
            texts.forEach(each -> numbers.put(each, numbers.size()));
        }

        byte[] finish(Set<String> texts) throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            DataOutputStream start = new DataOutputStream(whole);
            start.writeInt(MAGIC);
            start.writeInt(FORMAT);
            start.writeInt(texts.size());
            for (String each : texts) {
                start.writeUTF(each);
            }
            bytes.writeTo(start);
            return whole.toByteArray();
        }

        void write(Collection<IndexedClass> classes) throws IOException {
            out.writeInt(classes.size());
            for (IndexedClass each : classes) {
                writeClass(each);
            }
        }

        private void writeClass(IndexedClass each) throws IOException {
            ClassCode code = each.code();
            text(code.name());
            out.writeInt(code.access());
            text(code.parent());
            texts(code.interfaces());
            writePlace(code.place());
            texts(new TreeSet<>(code.staticFields()));
            out.writeInt(each.size());
            out.writeInt(each.checksum());
            out.writeInt(code.methods().size());
            for (MethodCode method : code.methods().values()) {
                writeMethod(method, Optional.ofNullable(each.bodies().get(method.key())));
            }
            writeBody(each.whole());
        }

        private void writePlace(Optional<ClassCode.Place> place) throws IOException {
            out.writeBoolean(place.isPresent());
            if (place.isPresent()) {
                text(place.get().owner());
                text(place.get().method());
                text(place.get().descriptor());
                out.writeBoolean(place.get().isMember());
            }
        }

        private void writeMethod(MethodCode method, Optional<Body> body) throws IOException {
            text(method.name());
            text(method.descriptor());
            out.writeInt(method.access());
            text(method.version().orElse(null));
            out.writeBoolean(method.isIdle());
            writeBody(body);
        }

        private void writeBody(Optional<Body> body) throws IOException {
            out.writeBoolean(body.isPresent());
            if (body.isPresent()) {
                text(body.get().digest());
                out.writeBoolean(body.get().reflects());
                texts(new TreeSet<>(body.get().contained()));
                out.writeInt(body.get().references().size());
                for (Reference each : body.get().references()) {
                    out.writeByte(each.kind().letter());
                    text(each.owner());
                    text(each.name());
                    text(each.descriptor());
                }
            }
        }

        private void texts(Collection<String> texts) throws IOException {
            out.writeInt(texts.size());
            for (String each : texts) {
                text(each);
            }
        }

        private void text(@Nullable String text) throws IOException {
            if (text != null) {
                used.add(text);
            }
            out.writeInt(text == null ? NONE : numbers.getOrDefault(text, NONE));
        }
    }

    private static final class Reader {

        private final DataInputStream in;
        private final String[] known;

        Reader(DataInputStream in) throws IOException {
            this.in = in;
            this.known = new String[in.readInt()];
            for (int i = 0; i < known.length; i++) {
                known[i] = in.readUTF();
            }
        }

        Map<String, IndexedClass> read() throws IOException {
            Map<String, IndexedClass> classes = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                IndexedClass each = readClass();
                classes.put(each.code().name(), each);
            }
            return classes;
        }

        private IndexedClass readClass() throws IOException {
            String name = text();
            int access = in.readInt();
            String parent = textOrNull();
            List<String> interfaces = texts();
            Optional<ClassCode.Place> place = readPlace();
            Set<String> fields = new HashSet<>(texts());
            int size = in.readInt();
            int checksum = in.readInt();
            SortedMap<String, MethodCode> methods = new TreeMap<>();
            Map<String, Body> bodies = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                readMethod(methods, bodies);
            }
            ClassCode code = new ClassCode(name, access, parent, interfaces, place, fields, methods);
            return new IndexedClass(code, bodies, readBody(), size, checksum);
        }

        private Optional<ClassCode.Place> readPlace() throws IOException {
            return in.readBoolean()
                    ? Optional.of(new ClassCode.Place(text(), text(), text(), in.readBoolean()))
                    : Optional.empty();
        }

        private void readMethod(Map<String, MethodCode> methods, Map<String, Body> bodies) throws IOException {
            String name = text();
            String descriptor = text();
            int access = in.readInt();
            Optional<String> version = Optional.ofNullable(textOrNull());
            String text = in.readBoolean() ? MethodCode.IDLE : "";
            Optional<Body> body = readBody();
            List<Reference> references = body.map(Body::references).orElse(List.of());
            boolean reflects = body.filter(Body::reflects).isPresent();
            MethodCode method = new MethodCode(name, descriptor, access, version, text, references, reflects);
            methods.put(method.key(), method);
            body.ifPresent(each -> bodies.put(method.key(), each));
        }

        private Optional<Body> readBody() throws IOException {
            if (!in.readBoolean()) {
                return Optional.empty();
            }
            String digest = text();
            boolean reflects = in.readBoolean();
            Set<String> contained = new HashSet<>(texts());
            List<Reference> references = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                references.add(new Reference(Reference.Kind.of(in.readByte()), text(), text(), text()));
            }
            return Optional.of(new Body(digest, references, contained, reflects));
        }

        private List<String> texts() throws IOException {
            List<String> texts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.add(text());
            }
            return texts;
        }

        private String text() throws IOException {
            return known[in.readInt()];
        }

        private @Nullable String textOrNull() throws IOException {
            int number = in.readInt();
            return number == NONE ? null : known[number];
        }
    }
}

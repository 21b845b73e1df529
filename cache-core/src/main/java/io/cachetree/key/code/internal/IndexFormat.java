package io.cachetree.key.code.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an index: a checksum of all that follows, a number for the format, what each class inherits, and then for each
 * class a block with its texts and its methods. The same classes have the same bytes.
 */
public final class IndexFormat {

    // To be raised with each change of the texts that the digests are taken over, and of the references, too.
    private static final int FORMAT = 3;
    private static final int NONE = -1;

    private IndexFormat() {}

    /** Writes classes. */
    public static byte[] write(SortedMap<String, IndexedClass> classes) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            ByteArrayOutputStream blocks = new ByteArrayOutputStream();
            out.writeInt(FORMAT);
            out.writeInt(classes.size());
            for (IndexedClass each : classes.values()) {
                byte[] block = block(each);
                writeHeader(each.header(), out);
                out.writeInt(block.length);
                blocks.write(block);
            }
            blocks.writeTo(out);
            return ByteBuffer.allocate(Integer.BYTES + bytes.size())
                    .putInt(checksum(bytes.toByteArray(), 0))
                    .put(bytes.toByteArray())
                    .array();
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private static void writeHeader(IndexedClass.Header header, DataOutputStream out) throws IOException {
        out.writeUTF(header.name());
        out.writeUTF(header.parent() == null ? "" : header.parent());
        out.writeInt(header.interfaces().size());
        for (String each : header.interfaces()) {
            out.writeUTF(each);
        }
        out.writeInt(header.size());
        out.writeInt(header.checksum());
    }

    /** The texts of a class are known once it was written once. */
    private static byte[] block(IndexedClass indexed) throws IOException {
        Writer first = new Writer(new TreeSet<>());
        first.writeClass(indexed);
        Writer second = new Writer(first.used);
        second.writeClass(indexed);
        return second.finish(first.used);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return the classes by internal name; nothing if the index is of another format
     * @throws IOException if the bytes are damaged
     */
    public static Map<String, IndexedClass> read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != checksum(bytes, Integer.BYTES)) {
            throw new IOException("its checksum is wrong");
        }
        if (in.readInt() != FORMAT) {
            return Map.of();
        }
        List<IndexedClass.Header> headers = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.add(readHeader(in));
            lengths.add(in.readInt());
        }
        Map<String, IndexedClass> classes = new LinkedHashMap<>();
        int start = bytes.length - in.available();
        for (int i = 0; i < headers.size(); i++) {
            ByteArrayInputStream block = new ByteArrayInputStream(bytes, start, lengths.get(i));
            classes.put(headers.get(i).name(), new IndexedClass(headers.get(i), () -> readBlock(block)));
            start += lengths.get(i);
        }
        return classes;
    }

    /** Returns the checksum that bytes start with, whether it is right or not. */
    static int storedChecksum(byte[] bytes) {
        return bytes.length < Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getInt();
    }

    private static IndexedClass.Header readHeader(DataInputStream in) throws IOException {
        String name = in.readUTF();
        String parent = in.readUTF();
        List<String> interfaces = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            interfaces.add(in.readUTF());
        }
        return new IndexedClass.Header(name, parent.isEmpty() ? null : parent, interfaces, in.readInt(), in.readInt());
    }

    private static IndexedClass.Content readBlock(ByteArrayInputStream block) {
        synchronized (block) {
            try {
                block.reset();
                return new Reader(new DataInputStream(block)).readClass();
            } catch (IOException inMemory) {
                throw new IllegalStateException(inMemory);
            }
        }
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, bytes.length - from);
        return (int) checksum.getValue();
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
            start.writeInt(texts.size());
            for (String each : texts) {
                start.writeUTF(each);
            }
            bytes.writeTo(start);
            return whole.toByteArray();
        }

        void writeClass(IndexedClass each) throws IOException {
            ClassCode code = each.code();
            text(code.name());
            out.writeInt(code.access());
            text(code.parent());
            texts(code.interfaces());
            writePlace(code.place());
            texts(new TreeSet<>(code.staticFields()));
            out.writeInt(code.methods().size());
            for (MethodCode method : code.methods().values()) {
                writeMethod(method, each.body(method.key()));
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

        IndexedClass.Content readClass() throws IOException {
            String name = text();
            int access = in.readInt();
            String parent = textOrNull();
            List<String> interfaces = texts();
            Optional<ClassCode.Place> place = readPlace();
            Set<String> fields = new HashSet<>(texts());
            SortedMap<String, MethodCode> methods = new TreeMap<>();
            Map<String, Body> bodies = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                readMethod(methods, bodies);
            }
            ClassCode code = new ClassCode(name, access, parent, interfaces, place, fields, methods);
            return new IndexedClass.Content(code, bodies, readBody());
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

package io.cachetree.key.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a class file says of its nest: the classes that are written inside one top-level class.
 *
 * <p>The format is that of chapter 4 of the Java Virtual Machine Specification; {@code javac} writes nests from
 * {@code --release 11} on. Names are internal ones, such as {@code org/lab/Outer$Inner}.
 *
 * @param nestHost the class that holds the list of members; empty if it is this class
 * @param nestMembers the other classes of the nest; empty if this class is not the host
 */
record ClassFile(Optional<String> nestHost, List<String> nestMembers) {

    private static final int MAGIC = 0xCAFEBABE;

    /**
     * Reads a class file.
     *
     * @throws IOException if the bytes are no class file, or a torn one
     */
    static ClassFile parse(byte[] bytes) throws IOException {
        try (Reader reader = new Reader(new DataInputStream(new ByteArrayInputStream(bytes)))) {
            return reader.read();
        }
    }

    private static final class Reader implements AutoCloseable {

        private final DataInputStream in;
        private Object[] constants = {};
        private Optional<String> nestHost = Optional.empty();
        private final List<String> nestMembers = new ArrayList<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        ClassFile read() throws IOException {
            if (in.readInt() != MAGIC) {
                throw new IOException("it does not start as a class file does");
            }
            in.skipNBytes(4);
            readConstants();
            in.skipNBytes(6);
            in.skipNBytes(2L * in.readUnsignedShort());
            skipMembers();
            skipMembers();
            readAttributes();
            return new ClassFile(nestHost, List.copyOf(nestMembers));
        }

        private void readConstants() throws IOException {
            constants = new Object[in.readUnsignedShort()];
            for (int i = 1; i < constants.length; i++) {
                int tag = in.readUnsignedByte();
                constants[i] = readConstant(tag);
                // A long or double takes two places, JVMS 4.4.5.
                i += tag == 5 || tag == 6 ? 1 : 0;
            }
        }

        /** Keeps texts, and of classes the index of their name. */
        private Object readConstant(int tag) throws IOException {
            return switch (tag) {
                case 1 -> in.readUTF();
                case 7 -> in.readUnsignedShort();
                case 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> skip(8);
                default -> throw new IOException("it has a constant with the unknown tag " + tag);
            };
        }

        private Object skip(int count) throws IOException {
            in.skipNBytes(count);
            return "";
        }

        private void skipMembers() throws IOException {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipNBytes(6);
                skipAttributes();
            }
        }

        private void skipAttributes() throws IOException {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }

        private void readAttributes() throws IOException {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                Object name = constants[in.readUnsignedShort()];
                long length = Integer.toUnsignedLong(in.readInt());
                if ("NestHost".equals(name)) {
                    nestHost = Optional.of(readClassName());
                } else if ("NestMembers".equals(name)) {
                    readNestMembers();
                } else {
                    in.skipNBytes(length);
                }
            }
        }

        private void readNestMembers() throws IOException {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                nestMembers.add(readClassName());
            }
        }

        private String readClassName() throws IOException {
            return (String) constants[(Integer) constants[in.readUnsignedShort()]];
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

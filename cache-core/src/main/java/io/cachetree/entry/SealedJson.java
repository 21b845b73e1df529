package io.cachetree.entry;

import io.cachetree.tree.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Readable JSON whose last member is the digest of all that stands before it, so that a file that is torn, cut or
 * changed by a single bit is noticed before anything in it is believed.
 *
 * <p>This form never changes, whatever the format of what is sealed: an old version must be able to tell "too new for
 * me" from "damaged".
 */
final class SealedJson {

    private static final int TAIL_LENGTH = tail(new byte[0], 0).length;

    private SealedJson() {}

    /** Returns the JSON object with its digest as one more member. */
    static byte[] seal(byte[] object) {
        int length = lengthWithoutBrace(object);
        byte[] tail = tail(object, length);
        byte[] sealed = Arrays.copyOf(object, length + tail.length);
        System.arraycopy(tail, 0, sealed, length, tail.length);
        return sealed;
    }

    static boolean isWhole(byte[] bytes) {
        int length = bytes.length - TAIL_LENGTH;
        return length > 0 && Arrays.equals(bytes, length, bytes.length, tail(bytes, length), 0, TAIL_LENGTH);
    }

    private static int lengthWithoutBrace(byte[] object) {
        int length = object.length;
        while (object[length - 1] != '}') {
            length--;
        }
        length--;
        while (object[length - 1] <= ' ') {
            length--;
        }
        return length;
    }

    private static byte[] tail(byte[] bytes, int length) {
        String digest = Digest.of(bytes, 0, length).toString();
        return (",\n  \"checksum\" : \"" + digest + "\"\n}\n").getBytes(StandardCharsets.US_ASCII);
    }
}

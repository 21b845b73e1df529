package io.cachetree.remote.opendal.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * From a path to the key that an object gets.
 *
 * <p>They are the same but for characters that do not arrive as they are. These are written as {@code ~} and two hexadecimal
 * digits for each byte of UTF-8, and so is {@code ~} itself.
 *
 * <ul>
 *   <li>{@code ! ' ( ) *}, which OpenDAL signs in another form than S3 expects;
 *   <li>control characters, which the listings of S3 cannot have;
 *   <li>a blank at the end, which OpenDAL cuts off;
 *   <li>on Google Cloud Storage, all that is encoded in a URL: OpenDAL 0.48.2 encodes it twice when it writes.
 * </ul>
 */
enum Keys {
    /** Of S3 and Azure. */
    USUAL,
    /** Of Google Cloud Storage. */
    GOOGLE;

    private static final String ENCODED = "~!'()*";
    private static final String PLAIN = "/._-";

    static Keys of(String service) {
        return service.equals("gcs") ? GOOGLE : USUAL;
    }

    String encode(String path) {
        StringBuilder key = new StringBuilder(path.length() + 16);
        int end = path.stripTrailing().length();
        for (int i = 0; i < path.length(); i += Character.charCount(path.codePointAt(i))) {
            int each = path.codePointAt(i);
            if (i >= end || isEncoded(each)) {
                append(key, Character.toString(each).getBytes(UTF_8));
            } else {
                key.appendCodePoint(each);
            }
        }
        return key.toString();
    }

    private boolean isEncoded(int each) {
        return switch (this) {
            case USUAL -> Character.isISOControl(each) || ENCODED.indexOf(each) >= 0;
            case GOOGLE -> !isLetterOrDigit(each) && PLAIN.indexOf(each) < 0;
        };
    }

    private static boolean isLetterOrDigit(int each) {
        return each < 128 && Character.isLetterOrDigit(each);
    }

    private static void append(StringBuilder key, byte[] bytes) {
        for (byte each : bytes) {
            key.append('~').append(HexFormat.of().withUpperCase().toHexDigits(each));
        }
    }

    /** Returns the path of a key; what somebody else wrote in another form is taken as it is. */
    String decode(String key) {
        if (key.indexOf('~') < 0) {
            return key;
        }
        byte[] bytes = key.getBytes(UTF_8);
        ByteArrayOutputStream path = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (isCode(bytes, i)) {
                path.write(HexFormat.fromHexDigits(new String(bytes, i + 1, 2, UTF_8)));
                i += 2;
            } else {
                path.write(bytes[i]);
            }
        }
        return path.toString(UTF_8);
    }

    private static boolean isCode(byte[] bytes, int i) {
        return bytes[i] == '~'
                && i + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[i + 1])
                && HexFormat.isHexDigit(bytes[i + 2]);
    }
}

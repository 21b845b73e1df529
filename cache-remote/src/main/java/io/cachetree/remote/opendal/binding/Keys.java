package io.cachetree.remote.opendal.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HexFormat;

/**
 * From a path to the key that an object gets.
 *
 * <p>They are the same but for characters that do not arrive: {@code ! ' ( ) *}, which OpenDAL signs in another form than S3
 * expects; control characters, which the listings of S3 cannot have; a blank at the end, which OpenDAL cuts off. These are written
 * as {@code %28}, as in a URL, and so is {@code %} itself.
 */
final class Keys {

    private static final String ENCODED = "%!'()*";

    private Keys() {}

    static String encode(String path) {
        StringBuilder key = new StringBuilder(path.length() + 16);
        int end = path.stripTrailing().length();
        for (int i = 0; i < path.length(); i++) {
            append(key, path.charAt(i), i >= end);
        }
        return key.toString();
    }

    private static void append(StringBuilder key, char each, boolean isAtTheEnd) {
        if (isAtTheEnd || Character.isISOControl(each) || ENCODED.indexOf(each) >= 0) {
            for (byte part : String.valueOf(each).getBytes(UTF_8)) {
                key.append('%').append(HexFormat.of().withUpperCase().toHexDigits(part));
            }
        } else {
            key.append(each);
        }
    }

    /** Returns the path of a key; one that somebody else wrote, in another form, is taken as it is. */
    static String decode(String key) {
        if (key.indexOf('%') < 0) {
            return key;
        }
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException foreign) {
            return key;
        }
    }
}

package io.cachetree.viewer.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a path apart at its slashes and decodes each name once, so that what comes of it is a name and never a path. */
final class RequestPath {

    private static final int LONGEST = 8000;

    private RequestPath() {}

    /** Returns the names on a path that begins with a slash. */
    static List<String> names(String path) throws Refused {
        if (!path.startsWith("/") || path.length() > LONGEST) {
            throw Refused.absent();
        }
        List<String> names = new ArrayList<>();
        if (path.length() > 1) {
            for (String name : path.substring(1).split("/", -1)) {
                names.add(plain(decoded(name)));
            }
        }
        return names;
    }

    private static String plain(String name) throws Refused {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(letter -> letter == '/' || letter == '\\' || Character.isISOControl(letter))) {
            throw Refused.absent();
        }
        return name;
    }

    private static String decoded(String name) throws Refused {
        if (name.indexOf('%') < 0 && name.chars().allMatch(letter -> letter < 0x80)) {
            return name;
        }
        ByteBuffer bytes = ByteBuffer.allocate(name.length());
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '%') {
                bytes.put((byte) ((digit(name, i + 1) << 4) | digit(name, i + 2)));
                i += 2;
            } else if (letter < 0x80) {
                bytes.put((byte) letter);
            } else {
                throw Refused.absent();
            }
        }
        return text(bytes.flip());
    }

    private static int digit(String name, int index) throws Refused {
        int digit = index < name.length() && name.charAt(index) < 0x80 ? Character.digit(name.charAt(index), 16) : -1;
        if (digit < 0) {
            throw Refused.absent();
        }
        return digit;
    }

    private static String text(ByteBuffer bytes) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refused.absent();
        }
    }
}

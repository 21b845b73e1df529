package io.cachetree.viewer.server;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as RFC 9110, section 14, has it: {@code bytes=0-99}, {@code bytes=100-}, {@code bytes=-16}.
 *
 * @param first the number of the first byte
 * @param length how many there are
 */
record ByteRange(long first, long length) {

    private static final Pattern RANGE = Pattern.compile("bytes=\\s*([0-9]{0,20})-([0-9]{0,20})\\s*");

    /**
     * Returns the part that is asked for; nothing if that is the whole file, also because the text is in a unit that is not known.
     *
     * @throws Refused if there is no such part, or if several are asked for
     */
    static Optional<ByteRange> of(String header, long size) throws Refused {
        if (!header.startsWith("bytes=")) {
            return Optional.empty();
        }
        Matcher range = RANGE.matcher(header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            throw unsatisfied();
        }
        long first = range.group(1).isEmpty() ? Math.max(0, size - number(range.group(2))) : number(range.group(1));
        long last = range.group(1).isEmpty() || range.group(2).isEmpty()
                ? size - 1
                : Math.min(size - 1, number(range.group(2)));
        if (first > last) {
            throw unsatisfied();
        }
        return Optional.of(new ByteRange(first, last - first + 1));
    }

    private static long number(String digits) throws Refused {
        BigInteger number = new BigInteger(digits);
        if (number.bitLength() >= Long.SIZE) {
            throw unsatisfied();
        }
        return number.longValue();
    }

    private static Refused unsatisfied() {
        return new Refused(416, "The file has no such range; one range at a time can be had.");
    }

    String header(long size) {
        return "bytes %d-%d/%d".formatted(first, first + length - 1, size);
    }
}

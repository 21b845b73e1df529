package io.cachetree.entry;

import io.cachetree.key.CacheKey;

/**
 * A place in a node where the record of a key can stand.
 *
 * <p>Each register is written once by an exclusive creation. The first is {@code <key>.json}; a record that no longer
 * counts is followed by {@code <key>.2.json}, and so on. Should two keys of one node share the short form, the later
 * one takes the long form.
 *
 * @param key the key
 * @param form which form of the key names the file
 * @param number 1 for the first
 */
record Register(CacheKey key, Form form, int number) {

    enum Form {
        SHORT,
        LONG
    }

    static Register first(CacheKey key) {
        return new Register(key, Form.SHORT, 1);
    }

    String file() {
        String name = form == Form.SHORT ? key.shortName() : key.longName();
        return number == 1 ? name + ".json" : name + "." + number + ".json";
    }

    Register next() {
        return withNumber(number + 1);
    }

    Register withNumber(int other) {
        return new Register(key, form, other);
    }

    /** Where to go on if the short form belongs to another key. */
    Register longer() {
        return new Register(key, Form.LONG, 1);
    }
}

package io.cachetree.key.code.internal;

import java.util.Comparator;

/**
 * What a piece of code refers to.
 *
 * @param kind how
 * @param owner the internal name of the class that the code names, such as {@code org/lab/Otsu}
 * @param name the name of the method or the static field; empty where the class alone matters
 * @param descriptor the descriptor of the method; empty where it is none
 */
public record Reference(Kind kind, String owner, String name, String descriptor) implements Comparable<Reference> {

    private static final Comparator<Reference> ORDER = Comparator.comparing(Reference::kind)
            .thenComparing(Reference::owner)
            .thenComparing(Reference::name)
            .thenComparing(Reference::descriptor);

    /** How code refers to something. */
    public enum Kind {
        /** A call that the class of the object decides. */
        VIRTUAL('v'),
        /** A call of exactly this method: of a constructor, or through {@code super}. */
        SPECIAL('e'),
        /** A call of a static method. */
        STATIC('s'),
        /** An object of the class is created. */
        CREATE('c'),
        /** A static field is read or written. */
        STATIC_FIELD('f'),
        /** A field of some object is read. */
        FIELD('o'),
        /** A field of the object that the code belongs to is read, or a field of any object is written. */
        OWN_FIELD('w'),
        /** An object is tested for the type, or cast to it. */
        TEST('t');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** Returns the letter that stands for it in an index. */
        char letter() {
            return letter;
        }

        /** Returns the kind of a letter. */
        static Kind of(int letter) {
            for (Kind each : values()) {
                if (each.letter == letter) {
                    return each;
                }
            }
            throw new IllegalArgumentException("No kind of reference has the letter " + letter);
        }
    }

    /** Returns name and descriptor, as methods are looked up by. */
    public String key() {
        return name + descriptor;
    }

    @Override
    public int compareTo(Reference other) {
        return ORDER.compare(this, other);
    }
}

package io.cachetree.key;

/**
 * One input of a step as it enters the key: a value, or which {@link Implementation} a field holds.
 *
 * @param kind where the input comes from
 * @param name the parameter's name, or the field's declaring class and name as in {@code org.lab.CellDensity.scale}
 * @param fingerprint the hash of the value
 * @param shows the value for people, on one line of at most 200 characters; does not enter the key
 */
public record KeyPart(Kind kind, String name, Fingerprint fingerprint, String shows) {

    /** Where an input comes from. */
    public enum Kind {
        /** A parameter of the step's method. */
        PARAMETER,

        /** A field of the step's object. */
        FIELD
    }

    /** Creates a part; what the value shows is escaped and cut where it does not fit. */
    public KeyPart {
        shows = Display.fit(shows);
    }
}

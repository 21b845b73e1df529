package io.cachetree.zarr.codec;

/** How blosc reorders the bytes of elements before it compresses them: like stands with like then. */
public enum Shuffle {
    /** As they are. */
    NONE("noshuffle", 0),
    /** All first bytes, then all second bytes, and so on. */
    BYTE("shuffle", 1),
    /** All first bits, then all second bits, and so on. */
    BIT("bitshuffle", 2);

    private final String label;
    private final int number;

    Shuffle(String label, int number) {
        this.label = label;
        this.number = number;
    }

    /** Returns the name in Zarr 3, such as {@code bitshuffle}. */
    public String label() {
        return label;
    }

    /** Returns the number in Zarr 2: 0, 1 or 2. */
    public int number() {
        return number;
    }

    void apply(byte[] from, int at, int length, int elementSize, byte[] to, int into) {
        switch (this) {
            case NONE -> System.arraycopy(from, at, to, into, length);
            case BYTE -> ByteShuffle.shuffle(from, at, length, elementSize, to, into);
            case BIT -> BitShuffle.shuffle(from, at, length, elementSize, to, into);
        }
    }

    void revert(byte[] from, int at, int length, int elementSize, byte[] to, int into) {
        switch (this) {
            case NONE -> System.arraycopy(from, at, to, into, length);
            case BYTE -> ByteShuffle.unshuffle(from, at, length, elementSize, to, into);
            case BIT -> BitShuffle.unshuffle(from, at, length, elementSize, to, into);
        }
    }
}

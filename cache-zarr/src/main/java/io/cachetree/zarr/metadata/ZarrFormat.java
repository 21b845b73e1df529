package io.cachetree.zarr.metadata;

/** A version of the Zarr format. */
public enum ZarrFormat {
    /** Zarr 2, which every reader knows: {@code .zarray} beside the chunks. */
    V2(2, ".zarray"),
    /** Zarr 3, which can put many chunks into one file (a shard): {@code zarr.json} beside a folder {@code c}. */
    V3(3, "zarr.json");

    private final int number;
    private final String file;

    ZarrFormat(int number, String file) {
        this.number = number;
        this.file = file;
    }

    /** Returns 2 or 3. */
    public int number() {
        return number;
    }

    /** Returns the name of the file that makes a directory an array. */
    public String file() {
        return file;
    }
}

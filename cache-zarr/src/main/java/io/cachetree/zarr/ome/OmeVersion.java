package io.cachetree.zarr.ome;

import io.cachetree.zarr.metadata.ZarrFormat;
import java.util.Arrays;
import java.util.Optional;

/** A version of OME-Zarr. */
public enum OmeVersion {
    /** In Zarr 2: what every viewer reads. */
    V0_4("0.4", ZarrFormat.V2),
    /** In Zarr 3, which has shards. */
    V0_5("0.5", ZarrFormat.V3);

    private final String label;
    private final ZarrFormat format;

    OmeVersion(String label, ZarrFormat format) {
        this.label = label;
        this.format = format;
    }

    /** Returns the version as in files: {@code 0.4}. */
    public String label() {
        return label;
    }

    /** Returns the version of Zarr below it. */
    public ZarrFormat format() {
        return format;
    }

    static Optional<OmeVersion> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}

package io.cachetree.remote.object;

/** A kind of storage, as far as it makes a difference for how many requests an operation takes. */
public enum Cloud {
    /** Amazon S3, and all that speak its protocol. */
    S3(1_000, 1_000),
    /** Google Cloud Storage. */
    GCS(1_000, 100),
    /** Azure Blob Storage. */
    AZURE(5_000, 256);

    /** The size in bytes from which an object is sent in parts. */
    public static final int SENT_IN_PARTS = 64 << 20;

    /** The size in bytes of such a part. */
    public static final int PART = 16 << 20;

    private final int page;
    private final int batch;

    Cloud(int page, int batch) {
        this.page = page;
        this.batch = batch;
    }

    long requestsToList(int lines) {
        return Math.max(1, pages(lines, page));
    }

    long requestsToDelete(int objects) {
        return pages(objects, batch);
    }

    /** The parts, the start, where there is one, and the end. */
    long requestsToPut(int bytes) {
        return bytes < SENT_IN_PARTS ? 1 : pages(bytes, PART) + (this == AZURE ? 1 : 2);
    }

    private static long pages(int all, int page) {
        return (all + page - 1L) / page;
    }
}

package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.StoredArray;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** By what an image that was opened is known as an input of steps. */
public enum Identity {
    /**
     * By the metadata of its full resolution, and the names, sizes and times of the files of its chunks, or what a server says of
     * their version. It costs a look at each of them, but no reading, when the image first is an input of a step; a copy whose
     * files have other times is another image.
     */
    FILES,
    /** By the values, see {@link ValueDigest}: the whole image is read once, when it first is an input of a step. */
    VALUES;

    /** Servers far away answer many at once as fast as one. */
    private static final int THREADS = 16;

    private static final int BATCH = 1024;
    private static final int MAX_FILES = 10_000_000;

    /** Returns the digest for {@link #FILES}. */
    static Digest ofFiles(StoredArray array) throws IOException {
        Digest.Hasher hasher = Digest.hasher();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, Identity::thread);
        try {
            Iterator<String> names = array.fileNames().iterator();
            for (int count = 0; names.hasNext(); count += BATCH) {
                requireCountable(count, array);
                putBatch(names, array, threads, hasher);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the thread was interrupted").initCause(e);
        } finally {
            threads.shutdownNow();
        }
        return hasher.digest();
    }

    private static void requireCountable(int count, StoredArray array) throws IOException {
        if (count >= MAX_FILES) {
            throw new IOException(
                    "an array of shape %s in chunks of %s has more than %d files. Open it with Identity.VALUES, or write it in larger chunks or in shards."
                            .formatted(array.spec().shape(), array.spec().chunks(), MAX_FILES));
        }
    }

    private static void putBatch(
            Iterator<String> names, StoredArray array, ExecutorService threads, Digest.Hasher hasher)
            throws IOException, InterruptedException {
        List<Callable<String>> looks = new ArrayList<>();
        while (names.hasNext() && looks.size() < BATCH) {
            String name = names.next();
            looks.add(() -> name + " " + array.stamp(name).orElse("absent"));
        }
        for (Future<String> look : threads.invokeAll(looks)) {
            put(found(look), hasher);
        }
    }

    private static String found(Future<String> look) throws IOException, InterruptedException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private static void put(String text, Digest.Hasher hasher) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hasher.put(bytes.length);
        hasher.put(bytes);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cachetree-image-files");
        thread.setDaemon(true);
        return thread;
    }
}

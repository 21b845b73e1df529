package io.cachetree.engine.claim;

import io.cachetree.entry.Claim;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.UseMark;
import io.cachetree.key.CacheKey;
import io.cachetree.store.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Another process, as far as its files show it. */
final class Somebody {

    /** It was on this host, and has ended: no process has a number like that. */
    static final Owner DEAD_HERE = new Owner(Owner.here().place(), 99_999_999, Instant.EPOCH);

    /** It is on another host, where nobody can be asked. */
    static final Owner FAR_AWAY = new Owner("host-7 6e9b2f2e-boot pid:[4026531836]", 4711, Instant.EPOCH);

    private final Path root;
    private final Owner owner;
    private final Duration lease;
    private final String session = UUID.randomUUID() + "-1";
    private int beats;

    private Somebody(Path root, Owner owner, Duration lease) {
        this.root = root;
        this.owner = owner;
        this.lease = lease;
    }

    /** Opens a tree. */
    static Somebody opens(Path root, Owner owner, Duration lease) throws IOException {
        Somebody somebody = new Somebody(root, owner, lease);
        somebody.beats();
        return somebody;
    }

    void beats() throws IOException {
        Files.createDirectories(mark().getParent());
        Path next = Files.writeString(
                root.resolve("beat-of-" + session),
                "%slease %s%nbeat %d%n".formatted(new String(owner.bytes(), StandardCharsets.UTF_8), lease, beats++));
        Files.move(next, mark(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    void closes() throws IOException {
        Files.delete(mark());
    }

    private Path mark() {
        return root.resolve(UseMark.DIRECTORY).resolve(session);
    }

    /** Claims a key. */
    Path claims(Path node, CacheKey key, int epoch) throws IOException {
        Files.createDirectories(node);
        return Files.write(node.resolve(EntryNames.claim(key, epoch)), claim().bytes());
    }

    private Claim claim() {
        return new Claim(session, 1, owner, Instant.parse("2026-11-22T12:03:00Z"), "add", "Numbers.add", "");
    }
}

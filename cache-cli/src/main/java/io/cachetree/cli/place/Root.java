package io.cachetree.cli.place;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a tree is.
 *
 * @param shown its directory or URL as people see it, without anything secret
 * @param local its directory, if it is one of this machine
 */
public record Root(String shown, Optional<Path> local) {

    static Root of(Path directory) {
        return new Root(directory.toString(), Optional.of(directory));
    }

    /** Returns what people see of a location: a path, or a URL without its query. */
    public static String shown(String location) {
        return location.substring(
                0, location.length() - RemoteRoot.query(location).length());
    }

    /** Returns what people see of a path below it. */
    public String resolve(String path) {
        return local.map(directory -> directory.resolve(path).toString()).orElse(shown + "/" + path);
    }

    /**
     * Returns its directory, for what is done only in one of this machine.
     *
     * @throws PlaceException if it is none
     */
    public Path directory() {
        return local.orElseThrow(() -> new PlaceException("""
                Cannot do this with the tree at "%s": it is no directory of this machine. Copy it to one first, as in \
                "cachetree cp %s runs/copy".""".formatted(shown, shown)));
    }

    @Override
    public String toString() {
        return shown;
    }
}

package io.cachetree.cli.answer;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Ink;
import io.cachetree.maintenance.reading.NodeStatus;
import io.cachetree.maintenance.reading.Pin;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What values of the tree are called in answers. */
public final class Words {

    private Words() {}

    /** Returns the name of a constant as an answer has it. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static Ink ink(NodeStatus status) {
        return switch (status) {
            case COMMITTED -> Ink.GOOD;
            case RUNNING -> Ink.BUSY;
            case FAILED, KILLED, DAMAGED -> Ink.BAD;
            case EMPTY -> Ink.FAINT;
        };
    }

    /** Returns a node's path; that of the root is a dot. */
    public static String path(NodePath node) {
        return node.equals(NodePath.ROOT) ? "." : node.toString();
    }

    /** Returns the node of such a path. */
    public static NodePath node(String path) {
        return path.equals(".") ? NodePath.ROOT : NodePath.parse(path);
    }

    /** Returns the pin of an entry, if it is pinned. */
    static Optional<Pin> pin(Place place, String key) {
        return Optional.ofNullable(place.tree().pins(place.node()).get(key));
    }

    /** Returns a duration in seconds. */
    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

package io.cachetree.viewer.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cachetree.cli.answer.Change;
import io.cachetree.cli.answer.EntryJson;
import io.cachetree.cli.answer.Words;
import io.cachetree.tree.NodePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The entries of a node, the newest first.
 *
 * @param node its path
 * @param entries what was committed
 * @param attempts what was not
 * @param damaged the records that cannot be read
 * @param left how many older records are not listed, if there are such
 */
public record EntriesDocument(
        String node, List<Entry> entries, List<Attempt> attempts, List<Damaged> damaged, OptionalInt left) {

    /** Copies the lists. */
    public EntriesDocument {
        entries = List.copyOf(entries);
        attempts = List.copyOf(attempts);
        damaged = List.copyOf(damaged);
    }

    /** Returns the path of the node. */
    public NodePath path() {
        return Words.node(node);
    }

    /**
     * An entry.
     *
     * @param entry as {@code cachetree show --json} has it, without the files of its images
     * @param text those of its files that are texts
     * @param changes what sets it apart from the entry before it
     * @param before the key of that one
     * @param files the path of its files, if they are there
     * @param images its images
     * @param outputsLeft how many files are not listed, if there are such
     */
    public record Entry(
            @JsonUnwrapped EntryJson entry,
            List<File> text,
            List<Change> changes,
            Optional<String> before,
            Optional<String> files,
            List<Image> images,
            OptionalInt outputsLeft) {

        /** Copies the lists. */
        public Entry {
            text = List.copyOf(text);
            changes = List.copyOf(changes);
            images = List.copyOf(images);
        }

        /** Returns the short form of the key. */
        public String key() {
            return entry.key();
        }
    }

    /**
     * A file.
     *
     * @param file its name in the entry or attempt
     * @param bytes its size
     */
    public record File(String file, long bytes) {}

    /**
     * An attempt that was not committed.
     *
     * @param name the name of its directory
     * @param state what became of it
     * @param since when something was last made in it
     * @param files the path of its files, if they are there
     * @param images its images, which may be incomplete
     * @param outputs its files, but for those of images
     */
    public record Attempt(
            String name, String state, Instant since, Optional<String> files, List<Image> images, List<File> outputs) {

        /** Copies the lists. */
        public Attempt {
            images = List.copyOf(images);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * A record that cannot be read.
     *
     * @param file its name
     * @param why what is wrong with it
     */
    public record Damaged(String file, String why) {}
}

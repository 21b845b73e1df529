package io.cachetree.viewer.data;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Json;
import io.cachetree.entry.EntryRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The documents of a tree: for each path of {@link DocumentPath} but those of files, what stands there. A server asks for them one
 * by one, a report for all.
 *
 * <p>Thread safety: any number of threads.
 */
public final class Documents {

    private final Place tree;
    private final Setting setting;
    private final Differences differences;

    /** Reads the documents of a tree. */
    public Documents(Place tree, Setting setting) {
        this.tree = tree;
        this.setting = setting;
        this.differences = new Differences(tree);
    }

    /**
     * A document that was read.
     *
     * @param bytes it, as JSON
     * @param content what tells it from others: all of it but the time of reading
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares documents as records.
    public record Content(byte[] bytes, byte[] content) {

        static Content of(byte[] bytes) {
            return new Content(bytes, bytes);
        }
    }

    /**
     * The entries of a node.
     *
     * @param document what is told of them
     * @param withFiles the records of those whose files are there
     */
    public record Entries(EntriesDocument document, List<EntryRecord> withFiles) {

        /** Copies the list. */
        public Entries {
            withFiles = List.copyOf(withFiles);
        }
    }

    /** Returns all nodes. */
    public TreeDocument tree() {
        return new Nodes(tree, setting).document();
    }

    /** Returns the entries of a node, or nothing if there is no such node. */
    public Optional<Entries> entries(DocumentPath.Entries of) {
        return new NodeEntries(tree, setting.extent(), of.node()).read();
    }

    /**
     * Returns a document as JSON, or nothing if there is none.
     *
     * @throws io.cachetree.store.StoreException if the tree cannot be read
     */
    public Optional<Content> document(DocumentPath path) {
        if (path instanceof DocumentPath.Tree) {
            TreeDocument document = tree();
            return Optional.of(new Content(Json.bytes(document), Json.bytes(document.timeless())));
        }
        if (path instanceof DocumentPath.Runs) {
            return Optional.of(Content.of(Json.bytes(new Timeline(tree.tree(), Instant.now()).document())));
        }
        if (path instanceof DocumentPath.Entries entries) {
            return entries(entries).map(read -> Content.of(Json.bytes(read.document())));
        }
        return path instanceof DocumentPath.Difference pair
                ? differences.document(pair).map(Content::of)
                : Optional.empty();
    }
}

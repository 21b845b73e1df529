package io.cachetree.viewer.report;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Json;
import io.cachetree.cli.text.Quantities;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.copying.Together;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.DocumentPath;
import io.cachetree.viewer.data.DocumentPath.EntryFile;
import io.cachetree.viewer.data.Documents;
import io.cachetree.viewer.data.EntriesDocument;
import io.cachetree.viewer.data.FileSource;
import io.cachetree.viewer.data.PageFiles;
import io.cachetree.viewer.data.Setting;
import io.cachetree.viewer.data.Setting.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * The page of a tree as files.
 *
 * <ul>
 *   <li>Its documents are those that a server gives, but for what only a server can do.
 *   <li>Files are copied, never linked: nobody who edits a report edits the tree.
 *   <li>A directory that holds anything but an earlier report is refused.
 * </ul>
 *
 * <p>Thread safety: for one thread.
 */
public final class Report {

    private final Place tree;
    private final Extent extent;
    private final Documents documents;
    private final FileSource source;
    private final List<EntriesDocument> nodes = new ArrayList<>();
    private final List<Original> originals = new ArrayList<>();

    /** A file of an entry or an attempt. */
    private record Original(EntryFile file, long bytes) {}

    private Report(Place tree, Extent extent) throws IOException {
        this.tree = tree;
        this.extent = extent;
        this.documents = new Documents(tree, Setting.report(extent));
        this.source = FileSource.of(tree);
        for (NodePath node : documents.tree().paths()) {
            Optional<Documents.Entries> found = documents.entries(new DocumentPath.Entries(node));
            if (found.isPresent()) {
                nodes.add(found.get().document());
                addFiles(node, found.get());
            }
        }
    }

    /** What an entry has stands in its record, and need not be looked for; of an attempt nobody wrote that down. */
    private void addFiles(NodePath node, Documents.Entries entries) throws IOException {
        entries.withFiles().forEach(record -> addFiles(node, record));
        for (EntriesDocument.Attempt attempt : entries.document().attempts()) {
            if (attempt.files().isPresent()) {
                source.visit(node, attempt.name(), (file, bytes) -> originals.add(new Original(file, bytes)));
            }
        }
    }

    private void addFiles(NodePath node, EntryRecord record) {
        for (StoredFile file : record.outputs()) {
            List<String> names = List.of(file.name().split("/", -1));
            originals.add(new Original(new EntryFile(node, record.attempt(), names), file.size()));
        }
    }

    /**
     * Finds out what a report consists of.
     *
     * @param tree the tree
     * @param extent of which entries it has files
     * @throws IOException if the tree cannot be read
     */
    public static Report of(Place tree, Extent extent) throws IOException {
        return new Report(tree, extent);
    }

    /**
     * What was written.
     *
     * @param nodes how many nodes there are
     * @param entries how many entries these have, of which there are documents
     * @param files how many files of entries and attempts
     * @param bytes how large these are
     */
    public record Summary(int nodes, int entries, long files, long bytes) {}

    /** Returns how large the files of entries and attempts are. */
    public long bytes() {
        return originals.stream().mapToLong(Original::bytes).sum();
    }

    /**
     * Writes it.
     *
     * @param target the directory, which is made if it is missing
     * @param mostBytes how large the files of entries and attempts may be together
     * @param progress is told how many bytes of these were copied, on any thread
     * @throws ReportException if the directory is not one to write to, or there is too much
     * @throws IOException if it cannot be written
     */
    public Summary write(Path target, long mostBytes, LongConsumer progress) throws IOException {
        long bytes = bytes();
        if (bytes > mostBytes) {
            throw new ReportException(
                    "Cannot write the report of \"%s\": its files have %s, and %s are allowed. Allow more with \"--max-size\"."
                            .formatted(tree.root(), Quantities.bytes(bytes), Quantities.bytes(mostBytes)));
        }
        Target into = Target.prepare(target, tree.root().local());
        for (String name : PageFiles.names()) {
            String place = name.equals(PageFiles.INDEX) ? name : "page/" + name;
            into.write(place, PageFiles.read(name).orElseThrow());
        }
        writeDocuments(into);
        LongAdder written = new LongAdder();
        copyAll(into, copied -> {
            written.increment();
            progress.accept(copied);
        });
        int entries = nodes.stream().mapToInt(node -> node.entries().size()).sum();
        return new Summary(nodes.size(), entries, written.sum(), bytes);
    }

    private void copyAll(Target into, LongConsumer progress) throws IOException {
        try {
            Together.run(() -> Together.each(originals, each -> copy(each.file(), into, progress)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void writeDocuments(Target into) throws IOException {
        write(DocumentPath.TREE, into);
        write(DocumentPath.TIMELINE, into);
        for (EntriesDocument node : nodes) {
            NodePath path = node.path();
            into.write(DocumentPath.entries(path), Json.bytes(node));
            long most = extent == Extent.ALL ? Long.MAX_VALUE : 1;
            for (EntriesDocument.Entry entry :
                    node.entries().stream().limit(most).toList()) {
                Optional<String> before = entry.before();
                if (before.isPresent()) {
                    write(DocumentPath.difference(path, before.get(), entry.key()), into);
                }
            }
        }
    }

    private void write(String path, Target into) throws IOException {
        Optional<DocumentPath> of = DocumentPath.of(List.of(path.split("/", -1)));
        Optional<Documents.Content> document = of.flatMap(documents::document);
        if (document.isPresent()) {
            into.write(path, document.get().bytes());
        }
    }

    /** What is gone meanwhile is not there on the page either. */
    private void copy(EntryFile file, Target into, LongConsumer progress) {
        Optional<InputStream> found = source.stream(file);
        if (found.isEmpty()) {
            return;
        }
        try (InputStream content = found.get()) {
            String directory = DocumentPath.files(file.node(), file.directory());
            Path copy = into.file(directory + String.join("/", file.names()));
            progress.accept(Files.copy(content, copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

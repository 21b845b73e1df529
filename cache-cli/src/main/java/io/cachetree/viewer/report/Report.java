package io.cachetree.viewer.report;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Quantities;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.DocumentPath;
import io.cachetree.viewer.data.Documents;
import io.cachetree.viewer.data.EntriesDocument;
import io.cachetree.viewer.data.EntryFiles;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import io.cachetree.viewer.data.PageFiles;
import io.cachetree.viewer.data.Setting;
import io.cachetree.viewer.data.Setting.Extent;
import io.cachetree.viewer.data.TreeDocument;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final EntryFiles files;
    private final List<EntriesDocument> nodes = new ArrayList<>();
    private final List<Directory> directories = new ArrayList<>();
    private final long bytes;
    private long written;

    /** The directory of an entry or an attempt. */
    private record Directory(NodePath node, String name) {}

    private Report(Place tree, Extent extent) throws IOException {
        this.tree = tree;
        this.extent = extent;
        this.documents = new Documents(tree, Setting.report(extent));
        this.files = new EntryFiles(tree.root().directory());
        for (TreeDocument.Node node : documents.tree().nodes()) {
            documents.entries(new DocumentPath.Entries(node.path())).ifPresent(found -> {
                nodes.add(found);
                directories.addAll(directories(node.path(), found));
            });
        }
        long[] sum = {0};
        visit((file, size) -> sum[0] += size);
        this.bytes = sum[0];
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
        return bytes;
    }

    private static List<Directory> directories(NodePath node, EntriesDocument document) {
        List<Directory> found = new ArrayList<>();
        document.entries().forEach(entry -> entry.files().ifPresent(path -> found.add(directory(node, path))));
        document.attempts().forEach(attempt -> attempt.files().ifPresent(path -> found.add(directory(node, path))));
        return found;
    }

    private static Directory directory(NodePath node, String path) {
        String plain = path.substring(0, path.length() - 1);
        return new Directory(node, plain.substring(plain.lastIndexOf('/') + 1));
    }

    private void visit(EntryFiles.Visitor visitor) throws IOException {
        for (Directory directory : directories) {
            files.visit(directory.node(), directory.name(), visitor);
        }
    }

    /**
     * Writes it.
     *
     * @param target the directory, which is made if it is missing
     * @param mostBytes how large the files of entries and attempts may be together
     * @param progress is told how many bytes of these were copied
     * @throws ReportException if the directory is not one to write to, or there is too much
     * @throws IOException if it cannot be written
     */
    public Summary write(Path target, long mostBytes, LongConsumer progress) throws IOException {
        if (bytes > mostBytes) {
            throw new ReportException(
                    "Cannot write the report of \"%s\": its files have %s, and %s are allowed. Allow more with \"--max-size\"."
                            .formatted(tree.root(), Quantities.bytes(bytes), Quantities.bytes(mostBytes)));
        }
        Target into = Target.prepare(target, tree.root().directory());
        for (String name : PageFiles.names()) {
            String place = name.equals(PageFiles.INDEX) ? name : "page/" + name;
            into.write(place, PageFiles.read(name).orElseThrow());
        }
        writeDocuments(into);
        visit((file, size) -> copy(file, into, progress));
        int entries = nodes.stream().mapToInt(node -> node.entries().size()).sum();
        return new Summary(nodes.size(), entries, written, bytes);
    }

    private void writeDocuments(Target into) throws IOException {
        write(DocumentPath.TREE, into);
        write(DocumentPath.TIMELINE, into);
        for (EntriesDocument node : nodes) {
            NodePath path = node.path();
            write(DocumentPath.entries(path), into);
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
    private void copy(DocumentPath.EntryFile file, Target into, LongConsumer progress) throws IOException {
        Optional<OpenFile> found = files.open(file);
        if (found.isEmpty()) {
            return;
        }
        try (OpenFile open = found.get()) {
            String directory = DocumentPath.files(file.node(), file.directory());
            Path copy = into.file(directory + String.join("/", file.names()));
            progress.accept(Files.copy(Channels.newInputStream(open.content()), copy));
            written++;
        }
    }
}

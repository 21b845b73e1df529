package io.cachetree.cli.command;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Json;
import io.cachetree.cli.text.Printable;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a tree in the browser, until it is ended. */
@Command(
        name = "view",
        sortOptions = false,
        header = "Shows a tree in the browser, live, until Ctrl-C.",
        description =
                "Serves a page on 127.0.0.1 and prints its address. Only who has the token in the address gets in, and nothing can be "
                        + "changed from there. With --share, programs such as napari may read the images: they need no token, but an address that nobody can "
                        + "guess.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree view runs/nuclei          prints the address of the page",
            "  cachetree view runs/nuclei/split    the same, and begins with a node",
            "  cachetree view --open runs/nuclei   opens it in the browser of the desktop",
            "  cachetree view --share runs/nuclei  lets napari, Fiji and Neuroglancer read the images",
        })
public final class ViewCommand implements Callable<Integer> {

    @Mixin
    private final NodeArgument node = new NodeArgument();

    @Option(names = "--open", description = "Opens the page in the browser of the desktop.")
    private boolean isToOpen;

    @Option(names = "--port", paramLabel = "PORT", description = "The port; by default a free one.")
    private int port;

    @Option(names = "--share", description = "Lets programs that are given the address read images.")
    private boolean isToShare;

    @Mixin
    private final Output output = new Output();

    @Spec
    private @Nullable CommandSpec spec;

    /** The form for programs. */
    record Started(String url, int port, Optional<String> shared) {}

    @Override
    public Integer call() throws InterruptedException {
        Place place = node.place();
        Viewer viewer = Viewer.open(place, options());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(viewer)));
        print(place, viewer);
        new CountDownLatch(1).await();
        return 0;
    }

    /** To be ended is how this command ends well. */
    private static void end(Viewer viewer) {
        viewer.close();
        Runtime.getRuntime().halt(0);
    }

    private ViewerOptions options() {
        try {
            ViewerOptions options = ViewerOptions.STANDARD.withPort(port);
            return isToShare ? options.sharingImages() : options;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Place place, Viewer viewer) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        String url = viewer.url() + (place.node().equals(NodePath.ROOT) ? "" : "&node=" + place.node());
        if (output.isJson()) {
            Object answer = new Started(url, viewer.port(), viewer.shared());
            out.println(new String(Json.bytes(answer), StandardCharsets.UTF_8));
        } else {
            out.println("The tree %s is shown at"
                    .formatted(Printable.of(place.root().toString())));
            out.println();
            out.println("  " + url);
            out.println();
            viewer.shared().ifPresent(shared -> printShared(shared, out));
            out.println("Whoever has this address can look at the tree. Ctrl-C ends it.");
        }
        if (isToOpen) {
            opened(url)
                    .ifPresent(
                            why -> out.println("Cannot open a browser: %s. Open the address yourself.".formatted(why)));
        }
        out.flush();
    }

    private static void printShared(String shared, PrintWriter out) {
        out.println("Images are shared: any program and any web page that is told the address of one can read it,");
        out.println("without the token, as long as this runs. Below");
        out.println();
        out.println("  " + shared + "files/");
        out.println();
        out.println("stand node, directory of the entry, and name of the image; the page shows the whole addresses.");
        out.println();
    }

    private static Optional<String> opened(String url) {
        if (GraphicsEnvironment.isHeadless() || !Desktop.isDesktopSupported()) {
            return Optional.of("there is no desktop");
        }
        try {
            Desktop.getDesktop().browse(URI.create(url));
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(Printable.of(String.valueOf(e.getMessage())));
        }
    }
}

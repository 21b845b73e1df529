package io.cachetree.viewer.server;

import io.cachetree.viewer.data.DocumentPath;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Gives images to other programs of this machine, such as napari and Fiji, and to pages such as Neuroglancer: whoever knows the
 * path may read them, and pages of any origin may, since they cannot know it by themselves.
 *
 * @param secrets has what stands in the path
 * @param isOn whether anything is shared
 */
record Sharing(Secrets secrets, boolean isOn) {

    private static final String DIRECTORY = "share";
    private static final int PREFIX = 2;

    /** Returns what stands before the paths of shared files. */
    Optional<String> prefix() {
        return isOn ? Optional.of(DIRECTORY + "/" + secrets.share()) : Optional.empty();
    }

    boolean isShared(List<String> names) {
        return isOn && names.size() > PREFIX && names.get(0).equals(DIRECTORY) && secrets.isShare(names.get(1));
    }

    void answer(List<String> names, Reply reply, FileReply files) throws Refused {
        reply.header("Access-Control-Allow-Origin", "*");
        reply.header("Cross-Origin-Resource-Policy", "cross-origin");
        switch (reply.request().getMethod()) {
            case "OPTIONS" -> preflight(reply);
            case "GET", "HEAD" -> file(names, reply, files);
            default -> throw new Refused(405, "Only GET and HEAD are answered here.");
        }
    }

    /** Browsers ask first whether they may ask for the end of a file. */
    private static void preflight(Reply reply) {
        reply.header("Access-Control-Allow-Methods", "GET, HEAD");
        reply.header("Access-Control-Allow-Headers", "Range, If-None-Match, If-Range");
        reply.header("Access-Control-Max-Age", "600");
        if (reply.request().getHeaders().contains("Access-Control-Request-Private-Network")) {
            reply.header("Access-Control-Allow-Private-Network", "true");
        }
        reply.empty(204);
    }

    private static void file(List<String> names, Reply reply, FileReply files) throws Refused {
        reply.header(
                HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS.asString(),
                "Accept-Ranges, Content-Length, Content-Range, ETag");
        DocumentPath.EntryFile file = DocumentPath.of(names.subList(PREFIX, names.size()))
                .filter(DocumentPath.EntryFile.class::isInstance)
                .map(DocumentPath.EntryFile.class::cast)
                .filter(DocumentPath.EntryFile::isOfImage)
                .orElseThrow(Refused::absent);
        files.write(file, reply);
    }
}

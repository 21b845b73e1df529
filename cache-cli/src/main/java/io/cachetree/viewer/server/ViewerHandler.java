package io.cachetree.viewer.server;

import io.cachetree.cli.place.Place;
import io.cachetree.tree.CacheTreeException;
import io.cachetree.viewer.data.DocumentPath;
import io.cachetree.viewer.data.Documents;
import io.cachetree.viewer.data.FileSource;
import io.cachetree.viewer.data.PageFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers the requests of one viewer.
 *
 * <p>Thread safety: any number of threads.
 */
final class ViewerHandler extends Handler.Abstract {

    /** Comparing images takes long, and one pair at a time is compared. */
    private static final int WAITING = 4;

    /** Each look at a tree elsewhere is many requests, which cost. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final Documents documents;
    private final FileReply files;
    private final Guard guard;
    private final Sharing sharing;
    private final Kept tree;
    private final Kept timeline;
    private final Semaphore comparing = new Semaphore(WAITING);
    private final String policy = PageFiles.policy() + "; frame-ancestors 'none'";

    ViewerHandler(Place place, Documents documents, Guard guard, Sharing sharing, Executor background) {
        this.documents = documents;
        this.files = new FileReply(FileSource.of(place));
        this.guard = guard;
        Duration pause = place.root().local().isPresent() ? Kept.LEAST : ELSEWHERE;
        this.sharing = sharing;
        this.tree = new Kept(() -> required(new DocumentPath.Tree()), pause, background);
        this.timeline = new Kept(() -> required(new DocumentPath.Runs()), pause, background);
        tree.begin();
    }

    private Documents.Content required(DocumentPath path) {
        return documents.document(path).orElseThrow();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = new Reply(request, response, callback);
        try {
            reply.inert();
            answer(request, reply);
        } catch (Refused refused) {
            reply.refuse(refused);
        } catch (CacheTreeException unreadable) {
            reply.refuse(new Refused(503, "The tree cannot be read just now."));
        }
        return true;
    }

    private void answer(Request request, Reply reply) throws Refused {
        String host = guard.requireHost(request);
        List<String> names = RequestPath.names(request.getHttpURI().getPath());
        if (sharing.isShared(names)) {
            sharing.answer(names, reply, files);
            return;
        }
        guard.requireMethod(request);
        String first = names.isEmpty() ? PageFiles.INDEX : names.get(0);
        switch (first) {
            case "data", "files" -> {
                guard.requireOwnPage(request, host);
                guard.requireCookie(request);
                content(DocumentPath.of(names).orElseThrow(Refused::absent), reply);
            }
            case "session" -> {
                guard.requireOwnPage(request, host);
                session(names, reply);
            }
            default -> page(names, reply);
        }
    }

    private void session(List<String> names, Reply reply) throws Refused {
        if (names.size() > 1) {
            throw Refused.absent();
        }
        Response.addCookie(reply.response(), guard.session(reply.request()));
        reply.empty(204);
    }

    private void page(List<String> names, Reply reply) throws Refused {
        String name = names.isEmpty() ? PageFiles.INDEX : String.join("/", names);
        boolean isIndex = name.equals(PageFiles.INDEX);
        if (!isIndex && !name.startsWith("page/")) {
            throw Refused.absent();
        }
        String resource = isIndex ? name : name.substring("page/".length());
        byte[] bytes = PageFiles.read(resource).orElseThrow(Refused::absent);
        if (isIndex) {
            reply.header("Content-Security-Policy", policy);
        }
        reply.header("Cache-Control", "no-cache");
        reply.bytes(200, pageType(resource), bytes);
    }

    private static String pageType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "html" -> "text/html; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json", "map" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "wasm" -> "application/wasm";
            default -> Reply.typeOf(name);
        };
    }

    private void content(DocumentPath path, Reply reply) throws Refused {
        if (path instanceof DocumentPath.EntryFile file) {
            files.write(file, reply);
        } else if (path instanceof DocumentPath.Tree) {
            reply.document(tree.document());
        } else if (path instanceof DocumentPath.Runs) {
            reply.document(timeline.document());
        } else if (path instanceof DocumentPath.Difference) {
            reply.request().addIdleTimeoutListener(comparingTakesLong -> false);
            compared(path, reply);
        } else {
            document(path, reply);
        }
    }

    private void compared(DocumentPath path, Reply reply) throws Refused {
        if (!comparing.tryAcquire()) {
            reply.header("Retry-After", "2");
            throw new Refused(503, "Other entries are being compared just now.");
        }
        try {
            document(path, reply);
        } finally {
            comparing.release();
        }
    }

    private void document(DocumentPath path, Reply reply) throws Refused {
        reply.document(Kept.Document.of(documents.document(path).orElseThrow(Refused::absent)));
    }
}

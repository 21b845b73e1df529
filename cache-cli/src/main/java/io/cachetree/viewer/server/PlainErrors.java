package io.cachetree.viewer.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What is answered to requests that Jetty refuses: a number, and nothing of the request. */
final class PlainErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Reply(request, response, callback).refuse(new Refused(response.getStatus(), text(response.getStatus())));
        return true;
    }

    private static String text(int status) {
        return "This request is not answered (%d).".formatted(status);
    }
}

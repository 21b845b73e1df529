package io.cachetree.viewer.server;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Tells the requests of the viewer's own page from those that another page, or another program, makes up.
 *
 * <ul>
 *   <li>The host that the browser believes to talk to is this machine, by a name that no one can make point elsewhere: a page whose
 *       name begins to mean 127.0.0.1 is still not let in.
 *   <li>Nothing is asked for on behalf of another page, be it of another port of this machine.
 *   <li>Documents and files need the cookie.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
final class Guard {

    private static final Pattern HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final String SCHEME = "http://";

    private final Secrets secrets;
    private final String cookie;

    Guard(Secrets secrets, int port) {
        this.secrets = secrets;
        this.cookie = "cachetree-" + port;
    }

    void requireMethod(Request request) throws Refused {
        if (!METHODS.contains(request.getMethod())) {
            throw new Refused(405, "Only GET and HEAD are answered here.");
        }
    }

    /** Returns the host and port as the browser has them. */
    String requireHost(Request request) throws Refused {
        List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
        Matcher host = HOST.matcher(hosts.size() == 1 ? hosts.get(0) : "");
        String authority = request.getHttpURI().getAuthority();
        if (!host.matches() || authority == null || !HOST.matcher(authority).matches()) {
            throw new Refused(403, "This server answers to 127.0.0.1 and localhost only.");
        }
        return host.group();
    }

    /** Refuses what another page asks for; where a link leads to the page itself, that is no such thing. */
    void requireOwnPage(Request request, String host) throws Refused {
        boolean isOwnOrigin = request.getHeaders().getFields(HttpHeader.ORIGIN).stream()
                .allMatch(field -> field.getValue().equals(SCHEME + host));
        boolean isOwnSite = request.getHeaders().getFields("Sec-Fetch-Site").stream()
                .map(HttpField::getValue)
                .allMatch(OWN_SITES::contains);
        if (!isOwnOrigin || !isOwnSite) {
            throw new Refused(403, "This is for the viewer's own page only.");
        }
    }

    void requireCookie(Request request) throws Refused {
        boolean isKnown = Request.getCookies(request).stream()
                .anyMatch(each -> each.getName().equals(cookie) && secrets.isCookie(each.getValue()));
        if (!isKnown) {
            throw new Refused(
                    403,
                    "Open the address that was printed when the viewer started: the token at its end is needed once.");
        }
    }

    /** Returns the cookie for a request that knows the token. */
    HttpCookie session(Request request) throws Refused {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (given == null || !given.startsWith("Bearer ") || !secrets.isToken(given.substring("Bearer ".length()))) {
            throw new Refused(403, "The token is not the one that was printed when the viewer started.");
        }
        return HttpCookie.build(cookie, secrets.cookie())
                .path("/")
                .httpOnly(true)
                .sameSite(HttpCookie.SameSite.STRICT)
                .build();
    }
}

package io.cachetree.viewer.server;

import io.cachetree.cli.place.Place;
import io.cachetree.viewer.data.Documents;
import io.cachetree.viewer.data.Setting;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Serves the page of one tree on 127.0.0.1.
 *
 * <ul>
 *   <li>Its threads are daemons: it holds no process open.
 *   <li>Headers, connections, threads and times are limited; a connection that does nothing takes no thread.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class ViewerServer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";
    private static final int THREADS = 32;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int CONNECTIONS = 4000;
    private static final long IDLE_MILLIS = 30_000;
    private static final long IDLE_MILLIS_IF_FULL = 1000;
    private static final int WAITING_CONNECTIONS = 1024;

    private final Server server;
    private final ServerConnector connector;
    private final Secrets secrets;
    private final Sharing sharing;

    private ViewerServer(Server server, ServerConnector connector, Secrets secrets, Sharing sharing) {
        this.server = server;
        this.connector = connector;
        this.secrets = secrets;
        this.sharing = sharing;
    }

    /** Whether images are given to other programs. */
    public enum Share {
        /** They are. */
        IMAGES,
        /** Nothing is. */
        NOTHING
    }

    /**
     * Starts a server.
     *
     * @param place the tree
     * @param port the port; 0 for a free one
     * @param share what is given to other programs
     * @throws IOException if the port cannot be had
     */
    public static ViewerServer start(Place place, int port, Share share) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setDaemon(true);
        threads.setName("cachetree-viewer");
        Server server = new Server(threads, new ScheduledExecutorScheduler("cachetree-viewer-time", true), null);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(ADDRESS);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        server.addConnector(connector);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(IDLE_MILLIS_IF_FULL);
        server.addBean(limit);
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(0);
        connector.open();
        Secrets secrets = Secrets.random();
        Sharing sharing = new Sharing(secrets, share == Share.IMAGES);
        ViewerServer viewer = new ViewerServer(server, connector, secrets, sharing);
        viewer.start(place);
        return viewer;
    }

    private void start(Place place) throws IOException {
        Documents documents = new Documents(place, Setting.live(sharing.prefix()));
        try {
            server.setHandler(
                    new ViewerHandler(place, documents, new Guard(secrets, port()), sharing, new Background()));
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        return configuration;
    }

    /** Returns the port. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Returns the address of the page, without what lets in. */
    public String address() {
        return "http://%s:%d/".formatted(ADDRESS, port());
    }

    /** Returns the address of the page with the token that lets a browser in. */
    public String url() {
        return address() + "#token=" + secrets.token();
    }

    /** Returns what stands before the paths of shared files, with a slash at its end, if any are shared. */
    public Optional<String> shared() {
        return sharing.prefix().map(prefix -> address() + prefix + "/");
    }

    /** Ends the server, and all that it is about to answer. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the viewer at %s.".formatted(address()), e);
        }
    }
}

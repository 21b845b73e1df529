package io.cachetree.benchmarks.remote;

import io.cachetree.remote.server.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A way to the server that is as long as to a cloud: each request arrives some milliseconds later. */
public final class Distance implements AutoCloseable {

    private final ServerSocket socket;
    private final long millis;

    private Distance(long millis) throws IOException {
        this.millis = millis;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Opens a way that takes so many milliseconds. */
    public static Distance of(long millis) throws IOException {
        return new Distance(millis);
    }

    /** Returns the port at this end. */
    public int port() {
        return socket.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "distance");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(socket.accept());
                start(connection::requests);
                start(connection::answers);
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    /** One connection; what comes first after an answer is the beginning of a request. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean isAnswered = true;

        Connection(Socket client) throws IOException {
            this.client = client;
            this.server = new Socket(
                    InetAddress.getLoopbackAddress(), S3Server.running().port());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void requests() {
            pass(client, server, () -> {
                if (isAnswered) {
                    isAnswered = false;
                    TimeUnit.MILLISECONDS.sleep(millis);
                }
            });
        }

        void answers() {
            pass(server, client, () -> isAnswered = true);
        }

        private void pass(Socket from, Socket to, Before before) {
            byte[] buffer = new byte[1 << 17];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    before.run();
                    out.write(buffer, 0, length);
                }
            } catch (IOException gone) {
                // One of the two has hung up.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Before {
        void run() throws InterruptedException;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

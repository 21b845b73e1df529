package io.cachetree.remote.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a server, which notes each request and makes trouble where it was told to.
 *
 * <p>It passes on what it gets, byte by byte, so that signatures stay right.
 */
public final class Way implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final ServerSocket socket;
    private final int target;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final Semaphore letGo = new Semaphore(0);
    private final AtomicInteger connections = new AtomicInteger();

    private record Rule(Pattern request, AtomicInteger times, Trouble trouble) {}

    @SuppressWarnings("ArrayRecordComponent") // It is not compared.
    private record Message(String head, byte[] body) {

        String firstLine() {
            String line = head.substring(0, head.indexOf("\r\n"));
            boolean isExclusive = head.toLowerCase(Locale.ROOT).contains("\r\nif-none-match: *");
            return line.replace(" HTTP/1.1", "") + (isExclusive ? " if absent" : "");
        }
    }

    /** Opens a way to a port of this machine. */
    public Way(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "way");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the port at this end. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Makes trouble for the next requests that match, such as {@code PUT .*\.json}. */
    public void trouble(int times, String request, Trouble trouble) {
        rules.add(new Rule(Pattern.compile(request), new AtomicInteger(times), trouble));
    }

    /** Returns the requests since the last call: method, path with query, and whether it was to create something. */
    public List<String> requests() {
        List<String> all = new ArrayList<>();
        requests.drainTo(all);
        return all;
    }

    /** Lets one more request go on that is held, now or later. */
    public void letGo() {
        letGo.release();
    }

    /** Waits until what was sent by those who are gone has arrived, and been answered to nobody. Nobody else may be connected. */
    public void awaitEnd() throws IOException {
        try (Socket last = new Socket(InetAddress.getLoopbackAddress(), port())) {
            last.shutdownOutput();
            last.getInputStream().read(); // Those that came before were accepted before.
        }
        while (connections.get() > 0) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Returns all bodies that were sent so far, as text. */
    public String sent() {
        StringBuilder all = new StringBuilder();
        bodies.forEach(body -> all.append(new String(body, ISO_8859_1)).append('\n'));
        return all.toString();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            InputStream fromServer = new BufferedInputStream(server.getInputStream());
            while (true) {
                Message request = request(fromClient);
                requests.add(request.firstLine());
                bodies.add(request.body());
                Optional<Trouble> trouble = troubleFor(request);
                if (trouble.isEmpty()) {
                    send(server.getOutputStream(), request);
                    send(client.getOutputStream(), answer(fromServer, request));
                } else if (!goesOn(trouble.get(), request, client, server, fromServer)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // One of the two has hung up.
        } finally {
            connections.decrementAndGet();
        }
    }

    private Optional<Trouble> troubleFor(Message request) {
        return rules.stream()
                .filter(rule -> rule.request().matcher(request.firstLine()).matches())
                .filter(rule -> rule.times().getAndDecrement() > 0)
                .map(Rule::trouble)
                .findFirst();
    }

    private boolean goesOn(Trouble trouble, Message request, Socket client, Socket server, InputStream fromServer)
            throws IOException {
        switch (trouble.kind()) {
            case ANSWER -> reply(client, trouble.status(), trouble.body());
            case EMPTY_LIST -> reply(client, 200, trouble.body());
            case ANSWER_LOST -> {
                send(server.getOutputStream(), request);
                answer(fromServer, request);
                client.setSoLinger(true, 0);
                return false;
            }
            case REQUEST_LOST -> {
                client.setSoLinger(true, 0);
                return false;
            }
            case TRUNCATED -> {
                send(server.getOutputStream(), request);
                Message whole = answer(fromServer, request);
                client.getOutputStream().write(whole.head().getBytes(ISO_8859_1));
                client.getOutputStream().write(whole.body(), 0, whole.body().length / 2);
                return false;
            }
            case HELD -> {
                letGo.acquireUninterruptibly();
                send(server.getOutputStream(), request);
                send(client.getOutputStream(), answer(fromServer, request));
            }
            case SILENCE -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        return true;
    }

    private static void reply(Socket client, int status, String body) throws IOException {
        String head = "HTTP/1.1 %d made-up\r\ncontent-type: application/xml\r\ncontent-length: %d\r\n\r\n"
                .formatted(status, body.length());
        client.getOutputStream().write((head + body).getBytes(ISO_8859_1));
    }

    private static void send(OutputStream out, Message message) throws IOException {
        out.write(message.head().getBytes(ISO_8859_1));
        out.write(message.body());
        out.flush();
    }

    private static Message request(InputStream in) throws IOException {
        String head = head(in);
        return new Message(head, in.readNBytes(length(head)));
    }

    private static Message answer(InputStream in, Message request) throws IOException {
        String head = head(in);
        boolean isBodyless = request.head().startsWith("HEAD ") || head.contains(" 204 ") || head.contains(" 304 ");
        if (isBodyless) {
            return new Message(head, new byte[0]);
        }
        boolean isChunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return new Message(head, isChunked ? chunks(in) : in.readNBytes(length(head)));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int state = 0; state < 4; ) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
            state = next == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private static int length(String head) {
        Matcher matcher = LENGTH.matcher(head);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String line = line(in);
            all.writeBytes(line.getBytes(ISO_8859_1));
            int size = Integer.parseInt(line.strip(), 16);
            all.writeBytes(in.readNBytes(size + 2));
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

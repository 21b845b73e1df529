package io.cachetree.benchmarks.remote;

import io.cachetree.benchmarks.Workbench;
import io.cachetree.remote.server.S3Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.opendal.Entry;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Operator;

/**
 * A bucket of an S3 server on this machine, with the client that trees use, bare: OpenDAL's synchronous operator, and nothing around
 * it. Whoever opens trees in it finds its credentials set.
 *
 * <p>Thread safety: may be used by many threads.
 */
public final class Bucket implements AutoCloseable {

    private final String name = "bench/" + UUID.randomUUID();
    private final int port;
    private final Operator client;

    private Bucket(int port) {
        this.port = port;
        this.client = client(port);
    }

    /** Opens the bucket; the server is started when first asked for. */
    public static Bucket open(Workbench workbench) {
        return open(workbench, S3Server.running().port());
    }

    /** Opens the bucket; a port of this machine leads to the server. */
    public static Bucket open(Workbench workbench, int port) {
        properties(workbench).forEach(System::setProperty);
        return new Bucket(port);
    }

    /** Returns a client that gets to the server by a port of this machine. */
    static Operator client(int port) {
        return Operator.of("s3", settings(port));
    }

    /** Returns what processes have to be given that open trees in it. */
    public static Map<String, String> properties(Workbench workbench) {
        return Map.of(
                "aws.accessKeyId", credential("AWS_ACCESS_KEY_ID"),
                "aws.secretAccessKey", credential("AWS_SECRET_ACCESS_KEY"),
                "cachetree.cache", workbench.place("cache").toString());
    }

    private static String credential(String variable) {
        return S3Server.CREDENTIALS.getOrDefault(variable, "");
    }

    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("root", "/");
        settings.put("bucket", S3Server.BUCKET);
        settings.put("endpoint", "http://127.0.0.1:" + port);
        settings.put("region", "us-east-1");
        settings.put("access_key_id", credential("AWS_ACCESS_KEY_ID"));
        settings.put("secret_access_key", credential("AWS_SECRET_ACCESS_KEY"));
        settings.put("disable_config_load", "true");
        return settings;
    }

    /** Returns the root of a tree in it. */
    public String tree(String tree) {
        return tree(tree, port);
    }

    /** Returns the root of a tree in it, to which a port of this machine leads. */
    String tree(String tree, int port) {
        return "s3://%s/%s?endpoint=http://127.0.0.1:%d".formatted(S3Server.BUCKET, key(tree), port);
    }

    /** Returns the key of what is in a tree. */
    public String key(String path) {
        return name + "/" + path;
    }

    /** Returns the client. */
    public Operator client() {
        return client;
    }

    /** Returns the keys of all objects below a directory, by the bare client. */
    public List<String> keys(String directory) {
        ListOptions all = ListOptions.builder().recursive(true).build();
        return client.list(key(directory) + "/", all).stream()
                .filter(entry -> entry.getMetadata().isFile())
                .map(Entry::getPath)
                .toList();
    }

    /** Deletes all that is below a directory: the server keeps it in memory. */
    public void delete(String directory) {
        client.removeAll(key(directory) + "/");
    }

    @Override
    public void close() {
        client.removeAll(name + "/");
        client.close();
    }
}

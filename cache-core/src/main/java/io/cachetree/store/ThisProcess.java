package io.cachetree.store;

import io.cachetree.tree.Digest;
import io.cachetree.tree.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What is known of the process that this code runs in; found out once, because a host's name may need the network, and
 * the start of a process takes some files of {@code /proc}.
 *
 * <p>A process number means something only on one host, between two boots, and in one namespace of processes (a
 * container has its own): together these are the {@link #PLACE}. Hosts can have the same name; a place says for certain which one it is only
 * where the system tells its boot, and which machine it is where it has an identity, which is written as its digest, since it is nobody's business.
 */
public final class ThisProcess {

    /** What stands in the file of an image before its first start is none. */
    private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{32}");

    static final long PID = ProcessHandle.current().pid();
    static final Instant STARTED = Owner.startOf(ProcessHandle.current());
    static final String HOST = host();
    static final String PLACE = "%s %s %s %s"
            .formatted(HOST, text("/proc/sys/kernel/random/boot_id"), link("/proc/self/ns/pid"), machine());

    private ThisProcess() {}

    /** Returns the origin of what this process ran from a moment on. */
    public static Origin origin(Instant started, Duration duration) {
        return new Origin(
                started,
                duration,
                HOST,
                PID,
                System.getProperty("user.name", "unknown"),
                System.getProperty("java.version", "unknown"));
    }

    private static String host() {
        String name = text("/proc/sys/kernel/hostname");
        return name.equals("unknown") ? hostByName() : name;
    }

    private static String hostByName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    private static String machine() {
        byte[] identity = ("cachetree " + text("/etc/machine-id")).getBytes(StandardCharsets.UTF_8);
        return IDENTITY.matcher(text("/etc/machine-id")).matches()
                ? Digest.of(identity, 0, identity.length).hex().substring(0, 16)
                : "unknown";
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | RuntimeException notLinux) {
            return "unknown";
        }
    }

    private static String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException | RuntimeException notLinux) {
            return "unknown";
        }
    }
}

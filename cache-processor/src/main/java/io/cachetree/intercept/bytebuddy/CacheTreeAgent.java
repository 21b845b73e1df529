package io.cachetree.intercept.bytebuddy;

import io.cachetree.intercept.RunTimeInterception;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Weaves steps while their classes are loaded: {@code java -javaagent:cache-processor.jar ...}, or {@code
 * Launcher-Agent-Class} in the manifest of a program's own jar.
 *
 * <p>Classes that were woven before stay as they are. Those that were loaded before cannot be woven any more; they are
 * told on standard error.
 */
public final class CacheTreeAgent {

    private CacheTreeAgent() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        start(instrumentation);
    }

    /** Called by the JVM for {@code Launcher-Agent-Class}. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        start(instrumentation);
    }

    /** Byte Buddy asks for the property when it is first used; without it, newer JDKs warn about sun.misc.Unsafe. */
    private static void start(Instrumentation instrumentation) {
        System.setProperty("net.bytebuddy.safe", "true");
        LoadTimeWeaver.install(instrumentation);
        RunTimeInterception.isUsed();
    }
}

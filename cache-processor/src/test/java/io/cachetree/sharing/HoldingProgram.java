package io.cachetree.sharing;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Computes one step for as long as it is let: {@code HoldingProgram TREE SIGNS LEASE}. In the directory of signs it says that it has
 * started, and waits for a sign to go on; if there is one to fail, it fails then.
 */
public class HoldingProgram {

    /** Runs the step and prints what it gave. */
    public static void main(String[] arguments) throws IOException {
        try (CacheTree tree =
                CacheTree.builder().lease(Duration.parse(arguments[2])).open(Path.of(arguments[0]))) {
            System.out.println(in(tree).held(1, "owner", Path.of(arguments[1])));
        }
    }

    static HoldingProgram in(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(HoldingProgram.class);
    }

    @Cached
    String held(int input, @Unkeyed String by, @Unkeyed Path signs) throws IOException {
        Files.createFile(signs.resolve("started-by-" + by));
        await(signs.resolve("go-" + by));
        if (Files.exists(signs.resolve("fail-" + by))) {
            throw new IOException("no light");
        }
        return by + " " + input;
    }

    static void await(Path sign) {
        while (!Files.exists(sign)) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}

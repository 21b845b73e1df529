package io.cachetree.remote.opendal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native library is unpacked once, and never into the directory for temporary files. */
class NativeLibraryTest {

    @TempDir
    private Path temp;

    /** Opens a store on the library; asks for nothing. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            OpenDal.open("s3", Map.of("bucket", "b", "region", "r", "access_key_id", "a", "secret_access_key", "b"))
                    .close();
            System.out.println("opened");
        }
    }

    @Test
    void libraryIsUnpackedOnceForAllProcesses() throws Exception {
        Path cache = temp.resolve("cache");
        assertThat(opened(cache)).contains("opened");
        Path library = only(cache.resolve("native"));
        FileTime unpacked = Files.getLastModifiedTime(library);
        assertThat(opened(cache)).contains("opened");

        assertThat(only(cache.resolve("native"))).isEqualTo(library).hasSize(Files.size(library));
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);
        assertThat(temp.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void copyThatIsNotWholeIsMadeAgain() throws Exception {
        Path cache = temp.resolve("cache");
        opened(cache);
        Path library = only(cache.resolve("native"));
        long size = Files.size(library);
        Files.write(library, new byte[1_000]);

        assertThat(opened(cache)).contains("opened");
        assertThat(library).hasSize(size);
    }

    @Test
    void libraryIsUnpackedForTheProcessOnlyWhereNothingCanBeKept() throws Exception {
        Path noDirectory = Files.writeString(temp.resolve("file"), "");

        assertThat(opened(noDirectory)).contains("opened");
    }

    @Test
    void libraryThatOthersMayWriteToIsNotLoaded() throws Exception {
        Path cache = temp.resolve("cache");
        opened(cache);
        Path library = only(cache.resolve("native"));
        Files.write(library, new byte[Math.toIntExact(Files.size(library))]);
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(opened(cache)).contains("opened");
    }

    private String opened(Path cache) throws Exception {
        Files.createDirectories(temp.resolve("tmp"));
        return new ChildJvm(temp, Program.class.getName())
                .with("-Dcachetree.cache=" + cache, "-Djava.io.tmpdir=" + temp.resolve("tmp"))
                .runToTheEnd();
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}

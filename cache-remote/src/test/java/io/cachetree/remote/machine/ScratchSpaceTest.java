package io.cachetree.remote.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.store.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Space that is there as long as its store is, and that nobody has to clean up. */
class ScratchSpaceTest {

    @TempDir
    private Path temp;

    @Test
    void nothingIsMadeBeforeItIsNeededAndNothingStays() throws IOException {
        try (ScratchSpace scratch = new ScratchSpace(temp.resolve("scratch"))) {
            assertThat(temp).isEmptyDirectory();
            Files.writeString(scratch.directory("measure/abc").resolve("a.txt"), "a");
            assertThat(scratch.directory("measure/abc").resolve("a.txt")).exists();
        }
        assertThat(temp.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatIsInUseIsNot() throws IOException {
        Path left = Files.createDirectories(temp.resolve("left"));
        Files.write(left.resolve(".owner"), Owner.NOBODY.bytes());
        Path beingMade = Files.createDirectories(temp.resolve("being-made"));
        try (ScratchSpace one = new ScratchSpace(temp);
                ScratchSpace another = new ScratchSpace(temp)) {
            Path used = one.directory("a");
            another.directory("a");

            assertThat(left).doesNotExist();
            assertThat(beingMade).exists();
            assertThat(used).exists().isNotEqualTo(another.directory("a"));
        }
    }
}

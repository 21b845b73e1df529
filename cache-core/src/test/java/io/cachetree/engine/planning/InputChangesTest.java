package io.cachetree.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.Fingerprints;
import io.cachetree.key.KeyPart;
import io.cachetree.tree.MissReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputChangesTest {

    private record Options(double waist, int smallest) {}

    private final Fingerprints fingerprints = Fingerprints.of(List.of());
    private final InputChanges changes = new InputChanges(
            List.of(input("scan", "a.tif"), input("options", new Options(0.2, 50))),
            List.of(input("scan", "a.tif"), input("options", new Options(0.3, 50))));

    @Test
    void aChangedRecordReachesTheStepThatGetsTheChangedComponent() {
        assertThat(text(changes.reaching(List.of(input("waist", 0.2))))).contains("options …waist=0.2… -> …waist=0.3…");
        assertThat(changes.lost(List.of(input("waist", 0.2)))).isEmpty();
    }

    @Test
    void aComponentThatDidNotChangeReachesNobody() {
        assertThat(changes.reaching(List.of(input("smallest", 50)))).isEmpty();
    }

    @Test
    void theRecordItselfReachesWhoGetsItUnderAnyName() {
        assertThat(changes.reaching(List.of(input("how", new Options(0.2, 50)))))
                .isPresent();
    }

    @Test
    void whatReachesNobodyIsLost() {
        assertThat(text(changes.lost(List.of(input("smallest", 50), input("scan", "a.tif")))))
                .contains("options …waist=0.2… -> …waist=0.3…");
    }

    private static Optional<String> text(Optional<MissReason> reason) {
        return reason.map(MissReason::text);
    }

    private KeyPart input(String name, Object value) {
        return new KeyPart(KeyPart.Kind.PARAMETER, name, fingerprints.of(value), fingerprints.shows(value));
    }
}

package io.cachetree.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether a process has ended for certain. */
class OwnerTest {

    private static final String HERE = "scope 1b5c-boot pid:[4026531836] 0f0f0f0f0f0f0f0f";

    /** No process has a number like that. */
    private static final long NOBODYS = 99_999_999;

    private static boolean isGone(String place, String here) {
        return new Owner(place, NOBODYS, Instant.EPOCH).isGone(here);
    }

    @Test
    void processThatRunsHereIsNotGone() {
        assertThat(Owner.here().isGone()).isFalse();
        assertThat(new Owner(HERE, Owner.here().pid(), Owner.here().started()).isGone(HERE))
                .isFalse();
    }

    @Test
    void processThatEndedHereIsGone() {
        assertThat(isGone(HERE, HERE)).isTrue();
        assertThat(isGone("scope 1b5c-boot pid:[4026531836]", HERE))
                .as("what an earlier version wrote")
                .isTrue();
        assertThat(isGone("scope 1b5c-boot pid:[4026532201]", HERE))
                .as("in a container")
                .isFalse();
    }

    @Test
    void processOfAnEarlierBootOfThisMachineIsGone() {
        assertThat(isGone("scope 77aa-boot pid:[4026531836] 0f0f0f0f0f0f0f0f", HERE))
                .isTrue();
    }

    @Test
    void anotherMachineOfTheSameNameIsNoEarlierBootOfThisOne() {
        assertThat(isGone("scope 77aa-boot pid:[4026531836] e1e1e1e1e1e1e1e1", HERE))
                .isFalse();
    }

    @Test
    void whoseMachineIsNotKnownMayBeAlive() {
        assertThat(isGone("scope 77aa-boot pid:[4026531836]", HERE))
                .as("what an earlier version wrote")
                .isFalse();
        assertThat(isGone("scope 77aa-boot pid:[4026531836] unknown", "scope 1b5c-boot pid:[4026531836] unknown"))
                .isFalse();
    }

    @Test
    void containersOfOneImageAreNotOneMachine() {
        assertThat(isGone(
                        "scope 77aa-boot pid:[4026532201] 0f0f0f0f0f0f0f0f",
                        "scope 1b5c-boot pid:[4026532201] 0f0f0f0f0f0f0f0f"))
                .isFalse();
    }

    @Test
    void whereTheSystemTellsNothingNobodyIsGone() {
        String place = "scope unknown unknown unknown";

        assertThat(isGone(place, place)).isFalse();
        assertThat(isGone("scope unknown unknown", place)).isFalse();
    }

    @Test
    void placeTellsTheMachineAndNotItsIdentity() {
        assertThat(Owner.here().place().split(" ", -1)).hasSize(4).doesNotContain("");
        assertThat(Owner.here().place()).doesNotContainPattern("[0-9a-f]{32}");
    }
}

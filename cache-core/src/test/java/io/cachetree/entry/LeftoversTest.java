package io.cachetree.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.CacheKey;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.Access;
import io.cachetree.store.Owner;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clean-up takes away, and what it must not. */
class LeftoversTest {

    private static final NodePath NODE = NodePath.parse("measure/segment");
    private static final KeyContent CONTENT = new KeyContent(
            new StepId("Cells", "segment", "()I"),
            StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "1")),
            List.of());
    private static final CacheKey KEY = CacheKey.parse("0123456789abcdef0123456789abcdef");
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(2));
    /** A process number that was given again: the process that has it now started later. */
    private static final Owner DEAD =
            new Owner(Owner.here().place(), ProcessHandle.current().pid(), Instant.EPOCH);

    @TempDir
    private Path root;

    private Store store() {
        return Store.directory(root);
    }

    @Test
    void attemptOfALivingProcessStays() {
        NewEntry attempt = NewEntry.begin(store(), NODE, KEY);

        assertStays(attempt);
    }

    @Test
    void attemptOfALivingProcessStaysAlsoInATreeOverOneElsewhere() throws IOException {
        NewEntry attempt = NewEntry.begin(Store.layered(store(), Store.memory()), NODE, KEY);
        Files.setLastModifiedTime(attempt.stage().path(), FileTime.from(longAgo));

        assertStays(attempt);
    }

    @Test
    void attemptThatFailedInATreeOverOneElsewhereGoesAtOnce() {
        Store store = Store.layered(store(), Store.memory());
        NewEntry attempt = NewEntry.begin(store, NODE, KEY);
        NewEntry.markFailed(store, attempt.stage(), ThisProcess.origin(Instant.now(), Duration.ZERO));
        clean();

        assertThat(attempt.stage().path()).doesNotExist();
    }

    @Test
    void attemptOfADeadProcessGoesAtOnce() throws IOException {
        NewEntry attempt = NewEntry.begin(store(), NODE, KEY);
        own(attempt, DEAD.bytes());
        clean();

        assertThat(attempt.stage().path()).doesNotExist();
    }

    @Test
    void attemptOfAnotherHostStays() throws IOException {
        NewEntry attempt = NewEntry.begin(store(), NODE, KEY);
        own(attempt, new Owner("elsewhere boot namespace", 1, Instant.EPOCH).bytes());

        assertStays(attempt);
    }

    @Test
    void attemptWhoseMarkIsJustBeingWrittenStays() throws IOException {
        NewEntry attempt = NewEntry.begin(store(), NODE, KEY);
        for (String torn : new String[] {"", "host", "host boot ns\n12"}) {
            own(attempt, torn.getBytes(UTF_8));

            assertStays(attempt);
        }
    }

    @Test
    void attemptWhoseMarkStayedTornGoesAfterADay() throws IOException {
        NewEntry attempt = NewEntry.begin(store(), NODE, KEY);
        own(attempt, new byte[0]);
        Files.setLastModifiedTime(attempt.stage().path(), FileTime.from(longAgo));
        clean();

        assertThat(attempt.stage().path()).doesNotExist();
    }

    @Test
    void directoryThatWasMadeAndNeverMarkedGoesAfterADay() throws IOException {
        Stage stage = store().stage(NODE.resolve(EntryNames.attempt(KEY, Access.IN_PLACE)))
                .orElseThrow();
        clean();
        assertThat(stage.path()).isDirectory();

        Files.setLastModifiedTime(stage.path(), FileTime.from(longAgo));
        clean();
        assertThat(stage.path()).doesNotExist();
    }

    @Test
    void committedEntryStaysHoweverOldItIs() throws IOException {
        NewEntry committed = committed();
        Files.delete(committed.stage().path().resolve(EntryNames.OWNER));
        Files.setLastModifiedTime(committed.stage().path(), FileTime.from(longAgo));

        assertStays(committed);
    }

    @Test
    void committedEntryLosesTheMarkOfItsDeadProcess() throws IOException {
        NewEntry committed = committed();
        own(committed, DEAD.bytes());

        assertStays(committed);
        assertThat(committed.stage().path().resolve(EntryNames.OWNER)).doesNotExist();
    }

    @Test
    void filesOfACommittedEntryWhoseRecordIsOnItsWayToTheTrashStay() throws IOException {
        NewEntry committed = committed();
        new EntryMarks(store()).committed(NODE, committed.record(KEY, CONTENT), committed.stage());
        Files.delete(root.resolve(NODE.resolve(KEY.shortName() + ".json")));
        Files.setLastModifiedTime(committed.stage().path(), FileTime.from(longAgo));

        assertStays(committed);
    }

    @Test
    void deadAttemptGoesThoughAnotherOneOfItsKeyWasCommitted() throws IOException {
        NewEntry committed = committed();
        NewEntry dead = NewEntry.begin(store(), NODE, KEY);
        own(dead, DEAD.bytes());

        assertStays(committed);
        assertThat(dead.stage().path()).doesNotExist();
    }

    @Test
    void entryWhoseProcessDiedBeforeItMarkedItIsMarkedWhenItIsFirstUsed() throws IOException {
        NewEntry committed = committed();
        Store store = store();
        EntryRecord record = new Entries(store)
                .find(NODE, KEY, Lookup.Hit::new)
                .lookup()
                .fold(found -> found, reason -> committed.record(KEY, CONTENT));
        assertThat(new Verifier(store).objection(NODE, record, Verification.CONTENT, file -> false))
                .isEmpty();

        assertThat(committed.stage().path().resolve(EntryNames.OWNER)).doesNotExist();
        assertThat(committed.stage().path().resolve(EntryNames.CVPL_TIMESTAMP)).isNotEmptyFile();
        assertThat(root.resolve("measure/segment/current")).isSymbolicLink();
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        Path node = Files.createDirectories(root.resolve("measure/segment"));
        for (String name : new String[] {"notes.txt", ".hidden", "0123456789ab-x7q2.bak"}) {
            Files.setLastModifiedTime(Files.writeString(node.resolve(name), name), FileTime.from(longAgo));
        }
        clean();

        assertThat(store().list(NODE.toString()))
                .extracting(StoreItem::name)
                .containsExactlyInAnyOrder("notes.txt", ".hidden", "0123456789ab-x7q2.bak");
    }

    private final Store elsewhere = Store.memory();
    private final String left = NODE.resolve(EntryNames.attempt(KEY, Access.TRANSFERRED));

    private void cleanElsewhere(Duration later) {
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        new Leftovers(elsewhere, clock).remove(NODE, elsewhere.list(NODE.toString()));
    }

    private boolean isThere(String file) {
        return elsewhere.size(file).isPresent();
    }

    @Test
    void elsewhereWhatWasNotCommittedGoesWhenNothingWasWrittenToItForADay() {
        elsewhere.replace(left + "/nuclei.ome.zarr/0/0", new byte[9]);

        cleanElsewhere(Duration.ofHours(23));
        assertThat(isThere(left + "/nuclei.ome.zarr/0/0")).isTrue();
        cleanElsewhere(Duration.ofHours(25));
        assertThat(isThere(left + "/nuclei.ome.zarr/0/0")).isFalse();
    }

    @Test
    void elsewhereWhatSomebodyMayBeWorkingOnStays() {
        elsewhere.replace(left + "/a.txt", new byte[9]);
        elsewhere.replace(NODE.resolve(EntryNames.claim(KEY, 2)), new byte[9]);

        cleanElsewhere(Duration.ofDays(9));
        assertThat(isThere(left + "/a.txt")).isTrue();
    }

    @Test
    void elsewhereFilesOfACommittedEntryStayAndThoseOfAnotherAttemptGo() throws IOException {
        NewEntry committed = committed(elsewhere);
        elsewhere.replace(left + "/a.txt", new byte[9]);

        cleanElsewhere(Duration.ofDays(2));
        assertThat(isThere(committed.stage().directory() + "/a.txt")).isTrue();
        assertThat(isThere(left + "/a.txt")).isFalse();
    }

    @Test
    void elsewhereNothingGoesWhoseRecordMayBeOneThatCannotBeRead() {
        elsewhere.replace(left + "/a.txt", new byte[9]);
        elsewhere.replace(NODE.resolve(EntryNames.attempt(KEY, Access.TRANSFERRED)) + "/a.txt", new byte[9]);
        elsewhere.replace(NODE.resolve(KEY.shortName() + ".json"), "of a format to come".getBytes(UTF_8));

        cleanElsewhere(Duration.ofDays(2));
        assertThat(isThere(left + "/a.txt")).isTrue();
    }

    @Test
    void elsewhereFailedAttemptOfADeadProcessGoesAtOnce() {
        elsewhere.replace(left + "/error.txt", new byte[9]);
        elsewhere.replace(left + "/" + EntryNames.OWNER, Owner.here().bytes());
        cleanElsewhere(Duration.ofDays(2));
        assertThat(isThere(left + "/error.txt")).isTrue();

        elsewhere.replace(left + "/" + EntryNames.OWNER, DEAD.bytes());
        cleanElsewhere(Duration.ZERO);
        assertThat(isThere(left + "/error.txt")).isFalse();
    }

    /** Returns an entry that was published, and not marked yet. */
    private NewEntry committed() throws IOException {
        return committed(store());
    }

    private static NewEntry committed(Store store) throws IOException {
        Entries entries = new Entries(store);
        NewEntry entry = NewEntry.begin(store, NODE, KEY);
        Files.writeString(entry.stage().path().resolve("a.txt"), "a");
        Entries.Search<EntryRecord> search = entries.find(NODE, KEY, Lookup.Hit::new);
        assertThat(entries.publish(search.vacancy(), entry.record(KEY, CONTENT), entry.stage(), Durability.PROCESS))
                .isTrue();
        return entry;
    }

    private void assertStays(NewEntry attempt) {
        clean();
        assertThat(attempt.stage().path()).isDirectory();
    }

    private void clean() {
        Store store = store();
        new Leftovers(store).remove(NODE, store.list(NODE.toString()));
    }

    private static void own(NewEntry attempt, byte[] mark) throws IOException {
        Files.write(attempt.stage().path().resolve(EntryNames.OWNER), mark);
    }
}

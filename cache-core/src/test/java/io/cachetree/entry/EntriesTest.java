package io.cachetree.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.CacheKey;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.Access;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Records where they do not belong, and what is found in spite of them. */
class EntriesTest {

    private static final NodePath NODE = NodePath.parse("measure/segment");
    private static final CacheKey KEY = CacheKey.parse("0123456789abcdef0123456789abcdef");
    /** The same in all that a short name shows. */
    private static final CacheKey TWIN = CacheKey.parse("0123456789abcdefffffffffffffffff");

    private static final CacheKey OTHER = CacheKey.parse("fedcba98765432100123456789abcdef");

    private final Store store = Store.memory();
    private final Entries entries = new Entries(store);

    @Test
    void publishedRecordIsFound() {
        assertThat(reason(KEY)).isInstanceOf(MissReason.NeverRan.class);
        assertThat(publish(KEY, "1")).isTrue();
        assertThat(result(KEY)).isEqualTo("1");
        assertThat(store.list(NODE.toString())).extracting(StoreItem::name).containsExactly(KEY.shortName() + ".json");
    }

    @Test
    void laterOfTwoKeysWithOneShortNameTakesTheLongName() {
        assertThat(KEY.shortName()).isEqualTo(TWIN.shortName());
        publish(KEY, "1");
        assertThat(reason(TWIN)).isInstanceOf(MissReason.NeverRan.class);
        publish(TWIN, "2");

        assertThat(result(KEY)).isEqualTo("1");
        assertThat(result(TWIN)).isEqualTo("2");
        assertThat(store.read(NODE.resolve(TWIN.longName() + ".json"))).isPresent();
    }

    @Test
    void recordUnderTheNameOfAnotherKeyAnswersNeither() {
        publish(KEY, "1");
        move(KEY.shortName(), OTHER.shortName());

        assertThat(reason(KEY)).isInstanceOf(MissReason.NeverRan.class);
        assertThat(reason(OTHER)).isInstanceOf(MissReason.NeverRan.class);
        publish(OTHER, "2");
        assertThat(result(OTHER)).isEqualTo("2");
    }

    @Test
    void recordUnderTheLongNameOfAnotherKeyIsDamage() {
        publish(KEY, "1");
        store.replace(NODE.resolve(TWIN.longName() + ".json"), read(KEY.shortName()));

        assertThat(reason(TWIN)).isEqualTo(new MissReason.RecordDamaged("it is that of another key"));
        publish(TWIN, "2");
        assertThat(result(TWIN)).isEqualTo("2");
    }

    @Test
    void pointerToNowhereIsDamageAndTheNextRecordIsFound() {
        store.replace(NODE.resolve(KEY.shortName() + ".json"), RecordFormat.writeSuperseded(7));

        assertThat(reason(KEY))
                .isEqualTo(new MissReason.RecordDamaged(
                        "it points to \"%s.7.json\", which is missing".formatted(KEY.shortName())));
        publish(KEY, "2");
        assertThat(result(KEY)).isEqualTo("2");
    }

    @Test
    void pointerToItselfOrBackIsDamage() {
        for (int by : new int[] {1, 0, -3}) {
            store.replace(NODE.resolve(KEY.shortName() + ".json"), RecordFormat.writeSuperseded(by));

            assertThat(reason(KEY)).isEqualTo(new MissReason.RecordDamaged("it points nowhere"));
        }
    }

    @Test
    void recordOfAFutureFormatIsAMissAndIsKept() {
        byte[] future = SealedJson.seal("{ \"format\" : 2, \"all\" : { \"new\" : [ 1 ] } }".getBytes(UTF_8));
        store.replace(NODE.resolve(KEY.shortName() + ".json"), future);

        assertThat(reason(KEY))
                .isEqualTo(new MissReason.RecordDamaged("it has format 2, and this version reads formats up to 1"));
        publish(KEY, "1");
        assertThat(result(KEY)).isEqualTo("1");
    }

    @Test
    void sealedRecordThatMakesNoSenseIsDamage() {
        for (String nonsense :
                List.of("{ }", "{ \"format\" : \"x\" }", "{ \"format\" : 1 }", "[ ] }", "{ \"format\" : 1, }")) {
            store.replace(NODE.resolve(KEY.shortName() + ".json"), SealedJson.seal(nonsense.getBytes(UTF_8)));

            assertThat(reason(KEY)).as(nonsense).isInstanceOf(MissReason.RecordDamaged.class);
        }
    }

    @Test
    void timesThatNobodyCanAddUpAreDamage() {
        publish(KEY, "1");
        String whole = new String(read(KEY.shortName()), UTF_8);
        for (List<String> change : List.of(
                List.of("1970-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"),
                List.of("1970-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"),
                List.of("PT0S", "PT2562047788015215H"),
                List.of("PT0S", "PT-9223372036854775808S"))) {
            String unsealed = whole.substring(0, whole.lastIndexOf(',')).replace(change.get(0), change.get(1));
            store.replace(NODE.resolve(KEY.shortName() + ".json"), SealedJson.seal((unsealed + " }").getBytes(UTF_8)));

            assertThat(reason(KEY))
                    .as(unsealed)
                    .isInstanceOfSatisfying(
                            MissReason.RecordDamaged.class,
                            damage -> assertThat(damage.text()).contains("is no time"));
        }
    }

    @Test
    void supersededRecordGivesWayHoweverOften() {
        publish(KEY, "1");
        for (int i = 2; i < 9; i++) {
            Entries.Search<EntryRecord> objected =
                    entries.find(NODE, KEY, record -> new Lookup.Miss<>(new MissReason.RefreshAsked()));
            assertThat(entries.publish(objected.vacancy(), record(KEY, String.valueOf(i)), null, Durability.PROCESS))
                    .isTrue();

            assertThat(result(KEY)).isEqualTo(String.valueOf(i));
        }
    }

    private boolean publish(CacheKey key, String result) {
        Entries.Search<EntryRecord> search = entries.find(NODE, key, Lookup.Hit::new);
        return entries.publish(search.vacancy(), record(key, result), null, Durability.PROCESS);
    }

    private String result(CacheKey key) {
        return entries.find(NODE, key, Lookup.Hit::new)
                .lookup()
                .fold(record -> new String(Objects.requireNonNull(record.result()), UTF_8), MissReason::text);
    }

    private MissReason reason(CacheKey key) {
        return entries.find(NODE, key, Lookup.Hit::new)
                .lookup()
                .fold(
                        record -> {
                            throw new AssertionError("found " + record);
                        },
                        reason -> reason);
    }

    private void move(String from, String to) {
        store.replace(NODE.resolve(to + ".json"), read(from));
        store.delete(NODE.resolve(from + ".json"));
    }

    private byte[] read(String name) {
        return store.read(NODE.resolve(name + ".json")).orElseThrow();
    }

    private static EntryRecord record(CacheKey key, String result) {
        return new EntryRecord(
                NODE.toString(),
                key,
                new KeyContent(
                        new StepId("Cells", "segment", "()I"),
                        StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "1")),
                        List.of()),
                List.of(),
                "never ran",
                ThisProcess.origin(Instant.EPOCH, Duration.ZERO),
                Duration.ZERO,
                List.of(),
                EntryNames.attempt(key, Access.IN_PLACE),
                EntryRecord.HasFiles.NO,
                "json",
                result.getBytes(UTF_8),
                List.of());
    }
}

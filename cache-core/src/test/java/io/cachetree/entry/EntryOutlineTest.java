package io.cachetree.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.entry.RecordContent.Outlined;
import io.cachetree.entry.RecordContent.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outline is that of the whole record, whatever the order of its members. */
class EntryOutlineTest {

    private static final String NAMES = """
            "node" : "measure", "step" : "Lab.measure(I)I", "reason" : "never ran\"""";
    private static final String ORIGIN = """
            "origin" : { "started" : "2026-11-23T06:59:33.5Z", "duration" : "PT1M0.25S", "host" : "vm", "pid" : 7,
              "user" : "ann", "java" : "17" },
            "in-steps" : "PT0S\"""";
    private static final String ACCEPTED = """
            "accepted" : [ { "by" : "ann", "at" : "2026-11-24T00:00:00Z", "code-before" : "version:0", "changes" : "" } ]""";
    private static final String ATTEMPT = """
            "attempt" : "5f1c02abq7wd-x7q2", "files" : "5f1c02abq7wd-x7q2\"""";
    private static final String SIZE = "\"size\" : 1006";
    private static final String KEY = """
            "inputs" : [ ], "code" : "version:1", "key" : "9a9af2fa7b5a63e0a641acf183d0a956", "calls" : [ ]""";
    private static final String RESULT = """
            "outputs" : [ { "file" : "a.txt", "size" : 1000, "digest" : "xxh3-128:9a9af2fa7b5a63e0a641acf183d0a956" } ],
            "codec" : "json", "result" : [1, 2]""";
    private static final String PARTS = """
            "methods" : { "Lab" : "measure 3f9a2k1c" }, "libraries" : { "jackson-core" : "3.1.8" }, "unfollowed" : "native\"""";

    private static final EntryOutline OUTLINE = new EntryOutline(
            "5f1c02abq7wd-x7q2",
            Instant.parse("2026-11-23T07:00:33.75Z"),
            Duration.parse("PT1M0.25S"),
            1000 + "[1, 2]".length(),
            "never ran");

    private static byte[] sealed(String... members) {
        return sealedAs(1, members);
    }

    private static byte[] sealedAs(int format, String... members) {
        String json = "{ \"format\" : %d, ".formatted(format) + String.join(", ", members) + " }";
        return SealedJson.seal(json.getBytes(StandardCharsets.UTF_8));
    }

    private static EntryOutline ofWhole(byte[] record) {
        assertThat(RecordFormat.read(record)).isInstanceOf(RecordContent.Whole.class);
        return EntryOutline.of(((RecordContent.Whole) RecordFormat.read(record)).record());
    }

    private static void assertOutline(EntryOutline expected, byte[] record) {
        assertThat(ofWhole(record)).isEqualTo(expected);
        assertThat(RecordFormat.readOutline(record)).isEqualTo(new Outlined(expected));
    }

    @Test
    void anOutlineIsThatOfTheWholeRecord() {
        assertOutline(OUTLINE, sealed(NAMES, ORIGIN, ATTEMPT, SIZE, KEY, RESULT, PARTS));
    }

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        assertOutline(OUTLINE, sealed(PARTS, RESULT, KEY, SIZE, ATTEMPT, ORIGIN, NAMES));
        assertOutline(OUTLINE, sealed(NAMES, KEY, ORIGIN, ATTEMPT, SIZE, RESULT, PARTS));
    }

    @Test
    void recordWithoutItsSizeIsReadOn() {
        assertOutline(OUTLINE, sealed(NAMES, KEY, ORIGIN, ATTEMPT, RESULT, PARTS));
        assertOutline(OUTLINE, sealed(NAMES, ORIGIN, ATTEMPT, KEY, RESULT, PARTS));
    }

    @Test
    void entryThatWasAcceptedCountsSinceThen() {
        EntryOutline accepted = new EntryOutline(
                OUTLINE.attempt(),
                Instant.parse("2026-11-24T00:00:00Z"),
                OUTLINE.duration(),
                OUTLINE.size(),
                OUTLINE.reason());

        assertOutline(accepted, sealed(NAMES, ORIGIN, ACCEPTED, ATTEMPT, SIZE, KEY, RESULT, PARTS));
    }

    @Test
    void whatTheWriterWritesIsReadFromItsHead() {
        byte[] written = RecordFormat.write(
                ((RecordContent.Whole) RecordFormat.read(sealed(NAMES, ORIGIN, ACCEPTED, ATTEMPT, KEY, RESULT, PARTS)))
                        .record());

        assertThat(new OutlineReader(written).read()).contains(new Outlined(ofWhole(written)));
    }

    @Test
    void supersededRecordHasNone() {
        assertThat(RecordFormat.readOutline(RecordFormat.writeSuperseded(2)))
                .isEqualTo(new RecordContent.Superseded(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ATTEMPT,
                "\"attempt\" : \"of-another-form\"",
                "\"size\" : { }",
                "\"accepted\" : [ { \"at\" : \"yesterday\" } ]"
            })
    void newerFormatIsSaidToBeOne(String member) {
        byte[] newer = sealedAs(2, NAMES, ORIGIN, member, SIZE, KEY, RESULT, PARTS);

        assertThat(RecordFormat.readOutline(newer))
                .isEqualTo(RecordFormat.read(newer))
                .isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"attempt\" : \"../../etc\"",
                "\"attempt\" : 7",
                "\"attempt\" : [ ]",
                "\"origin\" : 7",
                "\"origin\" : { \"started\" : \"+999999999-12-31T00:00:00Z\" }",
                "\"accepted\" : [ { \"at\" : \"soon\" } ]",
                "\"accepted\" : [ { \"at\"",
                "\"accepted\" : 7",
                "\"accepted\" : [ 7 ]",
                "\"accepted\" : { \"at\" : \"2026-11-24T00:00:00Z\" }",
                "\"size\" : \"large\"",
                "\"size\" : 1e999",
            })
    void whatIsNoRecordIsUnusable(String member) {
        assertThat(RecordFormat.readOutline(sealed(member))).isInstanceOf(Unusable.class);
        assertThat(RecordFormat.readOutline(sealed(member, KEY))).isInstanceOf(Unusable.class);
        assertThat(RecordFormat.readOutline(sealed(NAMES, ORIGIN, ATTEMPT, SIZE, member, KEY, RESULT)))
                .isInstanceOf(Unusable.class);
    }
}

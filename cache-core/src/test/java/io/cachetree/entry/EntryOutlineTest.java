package io.cachetree.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An outline is that of the whole record, whatever the order of its members. */
class EntryOutlineTest {

    private static final String REST = """
            "node" : "measure", "step" : "Lab.measure(I)I", "reason" : "never ran", "inputs" : [ ], "code" : "version:1",
            "key" : "9a9af2fa7b5a63e0a641acf183d0a956", "calls" : [ ],
            "origin" : { "started" : "2026-11-23T06:59:33.5Z", "duration" : "PT1M0.25S", "host" : "vm", "pid" : 7,
              "user" : "ann", "java" : "17" },
            "in-steps" : "PT0S",
            "accepted" : [ { "by" : "ann", "at" : "2026-11-24T00:00:00Z", "code-before" : "version:0", "changes" : "" } ],
            "attempt" : "5f1c02abq7wd-x7q2", "files" : "5f1c02abq7wd-x7q2",
            "outputs" : [ { "file" : "a.txt", "size" : 1000, "digest" : "xxh3-128:9a9af2fa7b5a63e0a641acf183d0a956" } ],
            "codec" : "json", "result" : [1, 2]""";
    private static final String PARTS = """
            "methods" : { "Lab" : "measure 3f9a2k1c" }, "libraries" : { "jackson-core" : "3.1.8" }, "unfollowed" : "native\"""";

    private static byte[] sealed(String... members) {
        String json = "{ \"format\" : 1, " + String.join(", ", members) + " }";
        return SealedJson.seal(json.getBytes(StandardCharsets.UTF_8));
    }

    private static EntryOutline outline(RecordContent content) {
        assertThat(content).isInstanceOf(RecordContent.Whole.class);
        return EntryOutline.of(((RecordContent.Whole) content).record());
    }

    @Test
    void anOutlineIsThatOfTheWholeRecord() {
        byte[] record = sealed(REST, PARTS);

        assertThat(outline(RecordFormat.readOutline(record)))
                .isEqualTo(outline(RecordFormat.read(record)))
                .isEqualTo(new EntryOutline(
                        "5f1c02abq7wd-x7q2",
                        Instant.parse("2026-11-24T00:00:00Z"),
                        Duration.parse("PT1M0.25S"),
                        1000 + "[1, 2]".length(),
                        "never ran"));
    }

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        assertThat(outline(RecordFormat.readOutline(sealed(PARTS, REST))))
                .isEqualTo(outline(RecordFormat.readOutline(sealed(REST, PARTS))));
    }
}

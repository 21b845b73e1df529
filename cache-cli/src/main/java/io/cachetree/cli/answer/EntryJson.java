package io.cachetree.cli.answer;

import io.cachetree.cli.place.Place;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.Pin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A committed entry for programs. */
record EntryJson(
        String tree,
        String node,
        String key,
        String status,
        String step,
        String reason,
        Instant started,
        Instant committed,
        double seconds,
        double secondsInSteps,
        String host,
        String user,
        long pid,
        String java,
        String code,
        List<String> unfollowed,
        Optional<String> directory,
        List<Input> inputs,
        List<Output> outputs,
        String codec,
        Optional<JsonNode> result,
        List<Call> calls,
        List<Accepted> accepted,
        Optional<Pinned> pinned) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** An input of the step. */
    record Input(String name, String kind, String value, String fingerprint) {}

    /** A file of the entry. */
    record Output(String file, long bytes, String digest) {}

    /** A step that was called meanwhile. */
    record Call(String node, String step, long times) {}

    /** By whose word the entry counts for other code. */
    record Accepted(String by, Instant at, List<String> changes) {}

    /** Who keeps it. */
    record Pinned(Optional<String> by, Optional<Instant> at, String note) {}

    static EntryJson of(Place place, EntryRecord record, Optional<Pin> pin) {
        return new EntryJson(
                place.root().toString(),
                Words.path(place.node()),
                record.key().shortName(),
                "committed",
                record.step().toString(),
                record.reason(),
                record.origin().started(),
                record.since(),
                Words.seconds(record.origin().duration()),
                Words.seconds(record.inSteps()),
                record.origin().host(),
                record.origin().user(),
                record.origin().pid(),
                record.origin().java(),
                record.code().digest().toString(),
                record.code().unfollowed(),
                record.directory()
                        .map(name ->
                                place.root().resolve(place.node().resolve(name)).toString()),
                inputs(record),
                record.outputs().stream()
                        .map(file -> new Output(
                                file.name(), file.size(), file.digest().toString()))
                        .toList(),
                record.codec(),
                result(record),
                record.calls().stream()
                        .map(call ->
                                new Call(Words.path(call.node()), call.step().toString(), call.times()))
                        .toList(),
                record.acceptances().stream()
                        .map(each -> new Accepted(each.by(), each.at(), each.changes()))
                        .toList(),
                pin.map(each -> new Pinned(each.by(), each.at(), each.note())));
    }

    private static List<Input> inputs(EntryRecord record) {
        return record.inputs().stream()
                .map(part -> new Input(
                        part.name(),
                        part.kind().name().toLowerCase(Locale.ROOT),
                        part.shows(),
                        part.fingerprint().hex()))
                .toList();
    }

    private static Optional<JsonNode> result(EntryRecord record) {
        byte[] result = record.result();
        return result == null
                ? Optional.empty()
                : Optional.of(JSON.readTree(new String(result, StandardCharsets.UTF_8)));
    }
}

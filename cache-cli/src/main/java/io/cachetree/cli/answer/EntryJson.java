package io.cachetree.cli.answer;

import io.cachetree.cli.place.Place;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.Pin;
import io.cachetree.store.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A committed entry for programs.
 *
 * @param tree the directory of the tree
 * @param node the path of the node
 * @param key the short form of the key
 * @param status {@code committed}
 * @param step the step
 * @param reason why it ran
 * @param started when its body started
 * @param committed since when the entry counts
 * @param seconds how long the body ran
 * @param secondsInSteps for how long the steps below ran meanwhile
 * @param host the machine
 * @param user the account
 * @param pid the process
 * @param java the version of Java
 * @param code the digest of the step's code
 * @param unfollowed what of the code is not known
 * @param directory where its files stand
 * @param inputs what it was computed from
 * @param outputs its files
 * @param codec what wrote the result
 * @param result the result in the record
 * @param calls the steps that it called
 * @param accepted by whose word it counts for other code
 * @param pinned who keeps it
 */
public record EntryJson(
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

    /**
     * An input of the step.
     *
     * @param name its name
     * @param kind what it is
     * @param value its short form
     * @param fingerprint what stands for all of it
     */
    public record Input(String name, String kind, String value, String fingerprint) {}

    /**
     * A file of the entry.
     *
     * @param file its name in the entry
     * @param bytes its size
     * @param digest the digest of its content
     */
    public record Output(String file, long bytes, String digest) {}

    /**
     * A step that was called meanwhile.
     *
     * @param node its node
     * @param step the step
     * @param times how often; 0 if a result was read
     */
    public record Call(String node, String step, long times) {}

    /**
     * By whose word the entry counts for other code.
     *
     * @param by who said so
     * @param at when
     * @param changes what had changed
     */
    public record Accepted(String by, Instant at, List<String> changes) {}

    /** Copies the lists. */
    public EntryJson {
        unfollowed = List.copyOf(unfollowed);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        calls = List.copyOf(calls);
        accepted = List.copyOf(accepted);
    }

    /**
     * Who keeps it, whatever is pruned.
     *
     * @param by who
     * @param at since when
     * @param note why
     */
    public record Pinned(Optional<String> by, Optional<Instant> at, String note) {}

    /** Returns an entry with all its files. */
    static EntryJson of(Place place, EntryRecord record, Optional<Pin> pin) {
        return of(place, record, record.outputs(), pin);
    }

    /** Returns an entry with some of its files. */
    public static EntryJson of(Place place, EntryRecord record, List<StoredFile> files, Optional<Pin> pin) {
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
                record.directory().map(name -> place.root().resolve(place.node().resolve(name))),
                inputs(record),
                files.stream()
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

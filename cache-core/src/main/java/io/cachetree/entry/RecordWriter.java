package io.cachetree.entry;

import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes a record as JSON that a person can read, the most telling members first: what an outline has stands before the inputs, so that
 * whoever looks at many records reads only the heads of them.
 */
final class RecordWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final PrettyPrinter PRETTY =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private final JsonGenerator json;

    private RecordWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] body(EntryRecord record) {
        return write(writer -> writer.record(record));
    }

    static byte[] superseded(int by) {
        return write(writer -> writer.json.writeNumberProperty("superseded-by", by));
    }

    private static byte[] write(java.util.function.Consumer<RecordWriter> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(new Pretty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("format", RecordFormat.FORMAT);
            members.accept(new RecordWriter(json));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The one thing that a generator asks its context for here. */
    private static final class Pretty extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return ((DefaultPrettyPrinter) PRETTY).createInstance();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private void record(EntryRecord record) {
        json.writeStringProperty("node", record.node());
        json.writeStringProperty("step", record.step().toString());
        json.writeStringProperty("reason", record.reason());
        origin(record.origin());
        json.writeStringProperty("in-steps", record.inSteps().toString());
        acceptances(record);
        json.writeStringProperty("attempt", record.attempt());
        record.directory().ifPresent(directory -> json.writeStringProperty("files", directory));
        json.writeNumberProperty("size", record.size());
        inputs(record);
        json.writeStringProperty("code", record.code().digest().toString());
        json.writeStringProperty("key", record.key().hex());
        calls(record);
        outputs(record);
        json.writeStringProperty("codec", record.codec());
        byte[] result = record.result();
        if (result != null) {
            json.writeName("result");
            json.writeRawValue(new String(result, StandardCharsets.UTF_8));
        }
        parts(record.code());
    }

    private void inputs(EntryRecord record) {
        json.writeArrayPropertyStart("inputs");
        for (KeyPart part : record.inputs()) {
            json.writeStartObject();
            json.writeStringProperty(part.kind().name().toLowerCase(Locale.ROOT), part.name());
            json.writeStringProperty("value", part.shows());
            json.writeStringProperty("fingerprint", part.fingerprint().hex());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void calls(EntryRecord record) {
        json.writeArrayPropertyStart("calls");
        for (CalledStep call : record.calls()) {
            json.writeStartObject();
            json.writeStringProperty("step", call.step().toString());
            json.writeStringProperty("node", call.node().toString());
            json.writeNumberProperty("times", call.times());
            json.writeStringProperty("code", call.code().toString());
            call.policy().ifPresent(policy -> json.writeStringProperty("on-code-change", policy.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void acceptances(EntryRecord record) {
        if (record.acceptances().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("accepted");
        for (Acceptance acceptance : record.acceptances()) {
            json.writeStartObject();
            json.writeStringProperty("by", acceptance.by());
            json.writeStringProperty("at", acceptance.at().toString());
            json.writeStringProperty("code-before", acceptance.before().toString());
            json.writeStringProperty("changes", String.join("\n", acceptance.changes()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** They come last, as a step may reach hundreds of methods, and a person looks for the result first. */
    private void parts(StepCode code) {
        members("methods", PartsText.ofMethods(code.parts()));
        members("libraries", PartsText.ofLibraries(code.parts()));
        if (!code.unfollowed().isEmpty()) {
            json.writeStringProperty("unfollowed", String.join("\n", code.unfollowed()));
        }
    }

    private void members(String name, Map<String, String> members) {
        if (!members.isEmpty()) {
            json.writeObjectPropertyStart(name);
            members.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private void origin(Origin origin) {
        json.writeObjectPropertyStart("origin");
        json.writeStringProperty("started", origin.started().toString());
        json.writeStringProperty("duration", origin.duration().toString());
        json.writeStringProperty("host", origin.host());
        json.writeNumberProperty("pid", origin.pid());
        json.writeStringProperty("user", origin.user());
        json.writeStringProperty("java", origin.java());
        json.writeEndObject();
    }

    private void outputs(EntryRecord record) {
        json.writeArrayPropertyStart("outputs");
        for (StoredFile file : record.outputs()) {
            json.writeStartObject();
            json.writeStringProperty("file", file.name());
            json.writeNumberProperty("size", file.size());
            json.writeStringProperty("digest", file.digest().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

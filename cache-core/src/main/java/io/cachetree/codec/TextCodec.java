package io.cachetree.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cachetree.codec.internal.TextDifference;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;

/**
 * Keeps a string in the record, or in {@code result.txt} if it is too long for that.
 *
 * <p>The file holds the string in UTF-8 and nothing else: no byte order mark, line ends as they are. UTF-8 has no form
 * for half a surrogate pair; a string with such a half always is JSON, which escapes it. Thread safety: may be used by
 * many threads at the same time.
 */
final class TextCodec implements Codec<String> {

    private final JsonCodec<String> json;
    private final FileCodec<String> file;

    TextCodec(JsonCodec<String> json, JsonCodec<FileCodec.Reference> references) {
        this.json = json;
        this.file = new FileCodec<>("text", ".txt", new Utf8(), references);
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public void encode(String value, Target target) throws IOException {
        if (fitsTheRecord(value) || !UTF_8.newEncoder().canEncode(value)) {
            target.json(json.write(value));
        } else {
            file.encode(value, target);
        }
    }

    @Override
    public String decode(Source source) throws IOException {
        byte[] text = source.json();
        return isString(text) ? json.read(text) : file.decode(source);
    }

    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        return TextDifference.between(decode(before), decode(now));
    }

    private boolean fitsTheRecord(String value) {
        return value.length() <= Target.RECORD_LIMIT && json.write(value).length <= Target.RECORD_LIMIT;
    }

    private static boolean isString(byte[] json) {
        return json.length > 0 && json[0] == '"';
    }

    /** The characters of a string and nothing else. */
    private static final class Utf8 implements FileCodec.Format<String> {

        @Override
        public void write(String value, OutputStream out) throws IOException {
            Writer writer = new OutputStreamWriter(out, UTF_8.newEncoder());
            writer.write(value);
            writer.flush();
        }

        @Override
        public String read(InputStream in, long size) throws IOException {
            StringWriter text = new StringWriter();
            new InputStreamReader(in, UTF_8.newDecoder()).transferTo(text);
            return text.toString();
        }
    }
}

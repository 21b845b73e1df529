package io.cachetree.table;

import io.cachetree.codec.Codec;
import io.cachetree.codec.Codecs;
import io.cachetree.testkit.CodecContract;
import java.nio.file.Path;
import java.util.List;

class TableCodecTest extends CodecContract<Table> {

    @Override
    @SuppressWarnings("unchecked")
    protected Codec<Table> codec() {
        return (Codec<Table>) Codecs.of(List.of()).codecFor(Table.class);
    }

    @Override
    protected List<Table> values(Path directory) {
        return List.of(
                Table.builder().text("only").build(),
                Table.builder()
                        .text("only")
                        .row("")
                        .row((Object) null)
                        .row("NA")
                        .row("NA_")
                        .build(),
                Table.builder().real("only").row((Object) null).build(),
                odd(),
                Table.builder()
                        .text("_a b%")
                        .text("ä,\"ö\"#")
                        .row("x", null)
                        .row("y", null)
                        .build(),
                Table.builder()
                        .text("_a b%")
                        .text("ä,\"ö\"#")
                        .row("x", "")
                        .row("y", null)
                        .build(),
                Table.builder()
                        .integer("n")
                        .bool("b")
                        .row(Long.MIN_VALUE, true)
                        .row(null, null)
                        .row(Long.MAX_VALUE, false)
                        .build(),
                many());
    }

    private static Table odd() {
        return Table.builder()
                .real("r", "um^3")
                .text("t")
                .row(Double.NaN, "line\nbreak")
                .row(Double.POSITIVE_INFINITY, "\r\n")
                .row(Double.NEGATIVE_INFINITY, "\"")
                .row(-0.0, ",")
                .row(Double.MIN_VALUE, " space ")
                .row(Double.MAX_VALUE, "#\u0000\uFEFF\u2028🔬")
                .row(null, "NaN")
                .build();
    }

    private static Table many() {
        Table.Builder table = Table.builder().integer("label").real("volume").text("kind");
        for (int i = 0; i < 300; i++) {
            table.row(i, Math.sqrt(i), i % 7 == 0 ? null : "kind " + i % 3);
        }
        return table.build();
    }
}

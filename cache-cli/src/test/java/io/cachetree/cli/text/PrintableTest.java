package io.cachetree.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatATerminalWouldActOnIsWrittenOut() {
        assertThat(Printable.of("a\u001b[2Kb\r\n\u0007")).isEqualTo("a\\u001b[2Kb\\u000d\\u000a\\u0007");
        assertThat(Printable.of("exe.\u202egnp")).isEqualTo("exe.\\u202egnp");
        assertThat(Printable.of("\ud800")).isEqualTo("\\ud800");
    }

    @Test
    void ordinaryTextsStayAsTheyAre() {
        assertThat(Printable.of("/data/Zellen µ/グラフ 😀")).isEqualTo("/data/Zellen µ/グラフ 😀");
    }

    @Test
    void linesOfAPageHaveNoColoursButItsOwn() {
        String evil = "a\u001b]0;title\u0007\tb\u001b[2J\nc\u202e";
        assertThat(line(Page.Colours.OFF, evil)).isEqualTo("a\\u001b]0;title\\u0007\tb\\u001b[2J\nc\\u202e\n");
        assertThat(line(Page.Colours.ON, Ink.BAD.on(evil, true)))
                .isEqualTo("\u001b[31ma\\u001b]0;title\\u0007\tb\\u001b[2J\nc\\u202e\u001b[0m\n");
    }

    private static String line(Page.Colours colours, String text) {
        StringWriter written = new StringWriter();
        new Page(new PrintWriter(written), colours, Instant.now()).line(text);
        return written.toString().replace(System.lineSeparator(), "\n");
    }
}

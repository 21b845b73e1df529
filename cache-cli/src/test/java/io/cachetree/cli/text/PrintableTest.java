package io.cachetree.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

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
}

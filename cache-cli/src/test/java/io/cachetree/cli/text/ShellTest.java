package io.cachetree.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {

    @Test
    void argumentsAreQuotedWhereAShellWouldReadSomethingElse() {
        assertThat(Shell.argument("runs/nuclei@5f1c")).isEqualTo("runs/nuclei@5f1c");
        assertThat(Shell.argument("s3://lab/Zellen_grün-2")).isEqualTo("s3://lab/Zellen_grün-2");
        assertThat(Shell.argument("my runs/$HOME")).isEqualTo("'my runs/$HOME'");
        assertThat(Shell.argument("Ada's runs")).isEqualTo("'Ada'\\''s runs'");
        assertThat(Shell.argument("")).isEqualTo("''");
    }
}

package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.internal.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the page about the checks complete. */
class RulePageTest {

    private static final Path PROJECT = Path.of("..");

    private static String read(String file) throws IOException {
        return Files.readString(PROJECT.resolve(file));
    }

    @Test
    void eachRuleHasItsRow() throws IOException {
        List<String> rows = read("docs/guide/compile-time-checks.md")
                .lines()
                .filter(line -> line.startsWith("| CT"))
                .map(line -> line.replaceFirst("^\\| (CT\\d+) \\| (\\w+) \\| [^|]+ \\| [^|]+ \\|$", "$1 $2"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(Rule.values())
                        .map(rule -> rule.code() + " " + rule.kind().name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void eachModeIsNamed() throws IOException {
        assertThat(read("docs/guide/compile-time-checks.md"))
                .contains(Stream.of(Mode.values())
                        .map(mode -> "`" + mode.option() + "`")
                        .toList());
    }

    @Test
    void configurationIsThatOfTheExample() throws IOException {
        String page = read("docs/guide/compile-time-checks.md");
        String plugin = page.substring(page.indexOf("<plugin>"), page.indexOf("</plugin>"));
        assertThat(read("cache-examples/pom.xml").replaceAll("\\s+", " "))
                .contains(plugin.replace("${cachetree.version}", "${project.version}")
                        .replaceAll("\\s+", " "));
    }
}

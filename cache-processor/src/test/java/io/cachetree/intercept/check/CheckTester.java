package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.internal.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic.Kind;

/** Compiles sources in which {@code §} marks the place of a finding. */
final class CheckTester {

    private final Path root;
    private String mode = "weave";

    CheckTester(Path root) {
        this.root = root;
    }

    CheckTester mode(String name) {
        mode = name;
        return this;
    }

    /** Asserts that one thing is found at the mark: of this rule, with its kind, and this message. */
    void finds(Rule rule, String message, String source) {
        finds(rule, rule.kind(), message, source);
    }

    void finds(Rule rule, Kind kind, String message, String source) {
        String before = source.substring(0, source.indexOf('§'));
        long line = before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1L : 0L);
        int column = before.length() - before.lastIndexOf('\n');
        // The line of imports stands above.
        assertThat(compile(source.replace("§", "")))
                .containsExactly(
                        new Compilation.Found(kind, line + 1, column, "[%s] %s".formatted(rule.code(), message)));
    }

    void isClean(String source) {
        assertThat(compile(source)).isEmpty();
    }

    List<Compilation.Found> compile(String source) {
        try {
            Path classes = Files.createTempDirectory(root, "classes");
            return new Compilation(classes).with("-Acachetree.mode=" + mode).compile(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

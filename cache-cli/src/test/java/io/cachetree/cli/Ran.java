package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command wrote, and how it ended.
 *
 * @param out what it answered
 * @param err what it complained of
 * @param exitCode how it ended
 */
public record Ran(String out, String err, int exitCode) {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Pattern KEY = Pattern.compile("\\b[0-9a-hjkmnp-tv-z]{12}(-[0-9a-hjkmnp-tv-z]{4})?\\b");

    /** Runs a command without colours. */
    public static Ran command(String... arguments) {
        return command(Ansi.OFF, arguments);
    }

    public static Ran command(Ansi ansi, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = CacheTreeCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        return new Ran(out.toString(), err.toString(), exitCode);
    }

    /** Asserts that the answer is that of a file, but for what differs from run to run. */
    public Ran answers(String golden, Path tree) throws IOException {
        return answers(golden, tree, UnaryOperator.identity());
    }

    /**
     * Asserts that the answer is that of a file, but for what differs from run to run.
     *
     * @param normal takes out what differs in this answer alone
     */
    public Ran answers(String golden, Path tree, UnaryOperator<String> normal) throws IOException {
        Path file = GOLDEN.resolve(golden);
        String actual = normal.apply(normal(out, tree));
        if (Boolean.getBoolean("cachetree.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
        return this;
    }

    public Ran endsWith(int code) {
        assertThat(exitCode).as("exit code; " + err).isEqualTo(code);
        return this;
    }

    Ran complains(String message) {
        assertThat(err.strip()).isEqualTo("cachetree: " + message);
        return this;
    }

    /** What is as long as it takes, and where it stands, would move the columns. */
    static String normal(String text, Path tree) {
        String plain = text.replace("\r\n", "\n").replace(tree.toString(), "TREE");
        String timeless = plain.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("\\d+ (s|min|h|days) ago", "AGE ago")
                .replaceAll("\\b\\d+(\\.\\d)? (ms|s|min)\\b", "TIME")
                .replaceAll("(\"seconds(InSteps)?\" : )[0-9.E-]+", "$1SECONDS")
                .replaceAll("(?m)^(by  +).*$", "$1SOMEBODY")
                .replaceAll("(\"(host|user|by|java|code|fingerprint|digest)\" : )\"[^\"]*\"", "$1\"…\"")
                .replaceAll("\"pid\" : \\d+", "\"pid\" : PID")
                .replaceAll("\\d+ methods?, \\d+ librar(y|ies)", "CODE")
                .replaceAll("(?<=\\S)[ ]{2,}", "  ");
        return keys(timeless);
    }

    private static String keys(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher keys = KEY.matcher(text);
        return keys.replaceAll(found -> {
            String key = found.group().substring(0, 12);
            names.putIfAbsent(key, "KEY-" + (names.size() + 1));
            return names.get(key) + (found.group(1) == null ? "" : "-FILE");
        });
    }
}

package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.internal.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of steps that cannot be those of nodes. The messages are those of the run time, from the same file. */
class NameCheckTest {

    @TempDir
    private Path root;

    private CheckTester javac;

    @BeforeEach
    void start() {
        javac = new CheckTester(root);
    }

    /** Returns what Guice's audit says of the same mistake. */
    private static String atRunTime(String method) throws IOException {
        try (InputStream in = NameCheckTest.class.getResourceAsStream("/messages/declarations-guice.txt")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String line = all.lines()
                    .filter(each -> each.contains("Steps." + method + "("))
                    .findFirst()
                    .orElseThrow();
            return "The step Steps.%s is not declared right: %s"
                    .formatted(method, line.substring(line.indexOf("): ") + "): ".length()));
        }
    }

    private static String steps(String member) {
        return "public class Source { static class Steps {\n    %s\n} }".formatted(member);
    }

    @Test
    void nameThatCannotBeANode() throws IOException {
        javac.finds(
                Rule.BAD_NAME,
                atRunTime("badName"),
                steps("@Cached(name = §\"region {region}\") int badName(String region) { return 1; }"));
        javac.finds(
                Rule.BAD_NAME,
                atRunTime("reserved"),
                steps("@Cached(name = §\"current\") int reserved() { return 1; }"));
        javac.isClean(
                steps("@Cached(name = \"region-{region}\", version = \"2\") int step(String region) { return 1; }"));
    }

    @Test
    void templateThatNamesNoParameter() throws IOException {
        String source =
                "@Cached(name = %s\"region-{zone}\") int noSuchParameter(String %s, int threshold) { return 1; }";
        javac.finds(
                Rule.UNKNOWN_PARAMETER_IN_NAME, atRunTime("noSuchParameter"), steps(source.formatted("§", "region")));
        javac.isClean(steps(source.formatted("", "zone")));
    }

    @Test
    void templateWithAParameterThatHasNoPlainText() throws IOException {
        String source = "@Cached(name = %s\"on-{day}\") int dayInName(%s day) { return 1; }";
        javac.finds(
                Rule.PARAMETER_WITHOUT_TEXT_IN_NAME,
                atRunTime("dayInName"),
                steps(source.formatted("§", "java.time.LocalDate")));
        javac.isClean(steps(source.formatted("", "Integer")));
        javac.isClean(steps(source.formatted("", "java.time.DayOfWeek")));
        javac.isClean(steps(source.formatted("", "char")));
    }

    @Test
    void templateOfAnInterfaceIsReadWithTheNamesOfTheImplementation() {
        javac.finds(Rule.UNKNOWN_PARAMETER_IN_NAME, """
                The step Steps.step is not declared right: name = "at-{place}" names "place", and the parameters are \
                [where]. Name one of them.""", """
                public interface Source {
                    @Cached(name = "at-{place}") int step(String place);
                    class Steps implements Source { public int §step(String where) { return 1; } }
                }""");
    }

    @Test
    void twoStepsOfOneNode() {
        javac.finds(Rule.SHARED_NODE, """
                The steps Steps.load(Path) and Steps.read(String, int) share the node "load". Give one of them another \
                name, so that people find their results apart.""", steps("""
                @Cached int load(Path file) { return 1; }
                    @Cached(name = §"load") int read(String file, int page) { return 2; }"""));
        javac.finds(
                Rule.SHARED_NODE,
                """
                The steps Steps.load(int) and Steps.load(long) share the node "load". Give one of them another name, so \
                that people find their results apart.""",
                steps("@Cached int load(int x) { return 1; } @Cached int §load(long x) { return 2; }"));
        javac.isClean(steps(
                "@Cached int load(int x) { return 1; } @Cached(name = \"load-long\") int load(long x) { return 2; }"));
    }

    @Test
    void eachThingThatIsWrongIsSaid() {
        assertThat(javac.compile(
                        steps("@Cached(name = \"{a}-{b} \") int step(java.util.List<String> a) { return 1; }")))
                .extracting(found -> found.message().substring(0, 7))
                .containsExactly("[CT010]", "[CT012]", "[CT011]");
    }
}

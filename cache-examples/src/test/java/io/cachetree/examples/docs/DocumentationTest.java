package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the documents true: their code stands in a test that is compiled and run, their links lead somewhere. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Path TESTS = Path.of("src/test/java/io/cachetree/examples/docs");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGES.md", "SECURITY.md")
                                    .map(PROJECT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    @TestFactory
    List<DynamicTest> codeStandsInATestThatIsRun() throws IOException {
        String tested = normal(tests().replaceAll("in\\((\"[^\"]*\")\\)", "$1"));
        return documents().stream()
                .flatMap(document -> blocks(document)
                        .map(block -> DynamicTest.dynamicTest(
                                PROJECT.relativize(document) + ": "
                                        + block.lines().findFirst().orElse(""),
                                () -> assertThat(tested).contains(withoutClosingBrace(normal(block))))))
                .toList();
    }

    private static String tests() throws IOException {
        return Files.readString(TESTS.resolve("QuickStartTest.java"))
                + Files.readString(TESTS.resolve("ThreadsGuideTest.java"))
                + Files.readString(TESTS.resolve("ImagesGuideTest.java"))
                + Files.readString(TESTS.resolve("TablesAndChartsTest.java"))
                + Files.readString(TESTS.resolve("ViewerGuideTest.java"))
                + Files.readString(TESTS.resolve("SharingGuideTest.java"))
                + Files.readString(TESTS.resolve("CopiesGuideTest.java"));
    }

    @TestFactory
    List<DynamicTest> linksLeadSomewhere() throws IOException {
        return documents().stream()
                .flatMap(document -> links(document)
                        .map(link -> DynamicTest.dynamicTest(
                                PROJECT.relativize(document) + ": " + link,
                                () -> assertThat(document.resolveSibling(link)).exists())))
                .toList();
    }

    @Test
    void theReadmesFirstScreenHasWhatAStrangerNeeds() throws IOException {
        String first = String.join(
                "\n", Files.readAllLines(PROJECT.resolve("README.md")).subList(0, 31));

        assertThat(first)
                .contains("@Cached", "CacheTree.open", "runs/mouse-12/", "mvn -q -Pdemo", "mvn verify", "no server");
    }

    private static Stream<String> blocks(Path document) {
        return matches(JAVA, document).map(found -> found.group(1));
    }

    private static Stream<String> links(Path document) {
        return matches(LINK, document).map(found -> found.group(1));
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path document) {
        try {
            return pattern.matcher(Files.readString(document)).results().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A block may end where the test goes on with an assertion. */
    private static String withoutClosingBrace(String block) {
        return block.endsWith("}") ? block.substring(0, block.length() - 1) : block;
    }

    /** A document lays its code out as it likes, so white space does not count. */
    private static String normal(String code) {
        return code.replaceAll("\\s+", "");
    }
}

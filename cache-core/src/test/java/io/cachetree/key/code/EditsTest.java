package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.StepCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as a change of a step's code, and what does not; the guide shows the same table. */
class EditsTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "code-changes.md");
    private static final String START = "<!-- edits: held by EditsTest -->\n";
    private static final String END = "<!-- end of edits -->";

    @TempDir
    static Path before;

    private static StepCode original;

    @TempDir
    Path after;

    @BeforeAll
    static void compile() {
        original = Program.code(Program.compile(before, Edit.PROGRAM));
    }

    static List<Edit> edits() {
        return Edit.all();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEditChangesTheseParts(Edit edit) {
        StepCode edited = Program.code(Program.compile(after, edit.edited()));

        assertThat(Program.difference(original, edited)).isEqualTo(edit.parts());
        assertThat(edited.digest().equals(original.digest()))
                .isEqualTo(edit.parts().isEmpty());
    }

    @Test
    void theProgramTellsWhatCannotBeFollowed() {
        assertThat(original.unfollowed()).containsExactly("reflection in Reflected.call");
    }

    @Test
    void theGuideShowsTheseEdits() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(guide.substring(guide.indexOf(START) + START.length(), guide.indexOf(END)))
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        for (Edit.Kind kind : Edit.Kind.values()) {
            table.append("\n**").append(kind.title).append("**\n\n| edit | what changed |\n|---|---|\n");
            edits().stream()
                    .filter(each -> each.kind() == kind)
                    .forEach(each -> table.append("| %s | %s |\n".formatted(each.what(), shown(each))));
        }
        return table.append('\n').toString();
    }

    private static String shown(Edit edit) {
        return edit.parts().isEmpty()
                ? "nothing"
                : edit.parts().stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
    }
}

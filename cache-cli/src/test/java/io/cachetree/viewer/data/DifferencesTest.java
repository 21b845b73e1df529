package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.CacheTreeCommand;
import io.cachetree.cli.CellDensity;
import io.cachetree.cli.place.Place;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.tree.NodePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferencesTest {

    private static final NodePath TABLE = NodePath.parse("measure/table");

    @TempDir
    Path tree;

    private String between(Differences differences, String before, String now) {
        return new String(
                differences
                        .document(new DocumentPath.Difference(TABLE, before, now))
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    @Test
    void anEntryThatWasComputedAnewIsComparedAnew() {
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
        Place place = Place.ofNode(tree.toString(), Path.of(""));
        List<String> keys =
                place.tree().entries(TABLE).stream().map(FoundRecord::key).toList();
        Differences differences = new Differences(place);
        String first = between(differences, keys.get(1), keys.get(0));
        assertThat(between(differences, keys.get(1), keys.get(0))).isEqualTo(first);

        CacheTreeCommand.commandLine().execute("rm", "--below", "--yes", "--json", tree + "/measure");
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);

        assertThat(between(differences, keys.get(1), keys.get(0)))
                .contains("\"committed\"")
                .isNotEqualTo(first);
    }
}

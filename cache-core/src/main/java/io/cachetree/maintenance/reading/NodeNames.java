package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import io.cachetree.tree.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The names that stand in a node, by what they can be the names of.
 *
 * @param records those of records
 * @param attempts those of the directories of attempts
 * @param children those of nodes, sorted; some may be files
 * @param claims those of the claims of steps that run, or ran when their process was killed
 */
record NodeNames(List<String> records, List<String> attempts, List<String> children, List<String> claims) {

    static NodeNames of(List<String> names) {
        NodeNames told = new NodeNames(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        names.forEach(told::add);
        Collections.sort(told.children);
        return told;
    }

    private void add(String name) {
        if (EntryNames.isRecord(name)) {
            records.add(name);
        } else if (EntryNames.isAttempt(name)) {
            attempts.add(name);
        } else if (NodeName.isAllowed(name)) {
            children.add(name);
        } else if (EntryNames.isClaim(name)) {
            claims.add(name);
        }
    }

    /** Returns whether one result was committed in the node, and nothing else is known to have been begun. */
    boolean isUsual() {
        return records.size() == 1 && claims.isEmpty();
    }

    /** Returns whether nothing was ever tried in the node. */
    boolean isUntried() {
        return records.isEmpty() && attempts.isEmpty() && claims.isEmpty();
    }
}

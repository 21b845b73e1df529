package io.cachetree;

import io.cachetree.engine.call.Workspace;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of a running step: it is there already, and is committed when the step returns. What is committed by hand
 * below it counts for this call of the step, and not for one with other inputs.
 */
final class StepDirectory implements CacheDirectory {

    private final Workspace workspace;
    private final Map<String, CacheDirectory> children = new ConcurrentHashMap<>();

    StepDirectory(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public NodePath node() {
        return workspace.node();
    }

    @Override
    public CacheDirectory child(String name) {
        return children.computeIfAbsent(
                name,
                each -> ExplicitDirectory.within(
                        workspace.store(), workspace.node().child(each), workspace.key()));
    }

    @Override
    public CacheStatus query() {
        return new CacheStatus(Optional.empty());
    }

    @Override
    public CacheStatus init() {
        return query();
    }

    @Override
    public void commit() {
        throw new InvalidStepException(
                "Cannot commit node \"%s\" by hand: it is that of a step, which is committed when it returns. Leave it out."
                        .formatted(node()));
    }

    @Override
    public Path path() {
        return workspace.path();
    }

    @Override
    public URI uri() {
        return workspace.uri();
    }
}

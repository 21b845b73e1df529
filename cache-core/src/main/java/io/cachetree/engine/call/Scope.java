package io.cachetree.engine.call;

import io.cachetree.engine.open.OpenTrees;
import io.cachetree.key.StepId;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread is in a tree, and the options in force there.
 *
 * <p>It is bound to a thread for the time of a block and then gives way to what was bound before:
 *
 * <pre>{@code
 * try (Scope.Binding binding = scope.bind()) { ... }
 * }</pre>
 *
 * <p>Immutable; many threads may be bound to one scope.
 */
public final class Scope {

    private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

    private final StepRunner engine;
    private final NodePath node;
    private final Settings settings;
    private final Run run;
    private final @Nullable Scope caller;
    private final @Nullable RunningStep step;

    /** What is called from one scope outside of all steps, or planned there. Two runs are never equal. */
    public static class Run {

        /** Creates a run. */
        public Run() {}
    }

    private Scope(
            StepRunner engine,
            NodePath node,
            Settings settings,
            Run run,
            @Nullable Scope caller,
            @Nullable RunningStep step) {
        this.engine = engine;
        this.node = node;
        this.settings = settings;
        this.run = run;
        this.caller = caller;
        this.step = step;
    }

    /** Returns the scope at the root of an engine's tree. */
    public static Scope root(StepRunner engine, CacheOptions options, Run run) {
        return new Scope(engine, NodePath.ROOT, Settings.of(options), run, null, null);
    }

    /** Returns the scope that this thread is bound to, or {@code null} outside of any. */
    public static @Nullable Scope currentOrNull() {
        return OpenTrees.areNone() ? null : CURRENT.get();
    }

    /** Binds a scope, or none, to this thread until the binding is closed. */
    public static Binding bind(@Nullable Scope scope) {
        Binding binding = new Binding(CURRENT.get(), scope != null && scope.engine.isClosed());
        replace(scope);
        return binding;
    }

    /**
     * Binds a scope, or none, to this thread; for a framework that itself puts back what was bound before. A thread that
     * is nowhere holds nothing, not even an empty place.
     */
    public static void replace(@Nullable Scope scope) {
        if (scope == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(scope);
        }
    }

    /** A scope's time on a thread. */
    public static final class Binding implements AutoCloseable {
        private final @Nullable Scope before;
        private final boolean isLate;

        private Binding(@Nullable Scope before, boolean isLate) {
            this.before = before;
            this.isLate = isLate;
            if (isLate) {
                OpenTrees.lateWorkStarts();
            }
        }

        /** Binds again what was bound before. */
        @Override
        public void close() {
            replace(before);
            if (isLate) {
                OpenTrees.lateWorkEnds();
            }
        }
    }

    /** Calls a step from here; the thread is bound to this scope. */
    public @Nullable Object call(StepCall call) throws Throwable {
        return engine.call(this, call);
    }

    /** Returns the engine of the tree. */
    public StepRunner engine() {
        return engine;
    }

    /** Returns the node of the step that runs here; the root outside of any. */
    public NodePath node() {
        return node;
    }

    /** Returns the options in force. */
    public CacheOptions options() {
        return settings.options();
    }

    /** Returns where the step that runs here writes its files; nothing outside of any, and when it has ended. */
    public Optional<Workspace> workspace() {
        return Optional.ofNullable(step).map(RunningStep::workspace).filter(Workspace::isOpen);
    }

    /** Returns the same place under other options. */
    public Scope with(CacheOptions options) {
        return new Scope(engine, node, settings.override(options), run, caller, step);
    }

    /** Returns the options in force, and what they were in force for. */
    public Settings settings() {
        return settings;
    }

    /** Returns the scope in which the body of a step runs that was called from here. */
    public Scope enter(NodePath into, RunningStep running) {
        return new Scope(engine, into, settings.forSubSteps(), run, this, running);
    }

    /** Returns the step that runs here; nothing outside of any. */
    public Optional<RunningStep> step() {
        return Optional.ofNullable(step);
    }

    /**
     * Returns the node of a step called from here: below this node, but for a step that is running already, whose node
     * it returns to, so that recursion does not make paths without end.
     */
    public NodePath nodeOf(StepId called, String name) {
        for (Scope each = this; each.step != null && each.caller != null; each = each.caller) {
            if (each.step.id().equals(called)) {
                return each.node.parent().orElse(NodePath.ROOT).child(name);
            }
        }
        return node.child(name);
    }

    /** Returns the flights of the steps that are running here, the innermost first. */
    public Stream<Flight> flights() {
        List<Flight> flights = new ArrayList<>();
        for (Scope each = this; each != null; each = each.caller) {
            each.step().map(RunningStep::flight).ifPresent(flights::add);
        }
        return flights.stream();
    }

    /** Returns the scope in which the body of a skipped step runs. */
    public Scope skipping() {
        return step == null ? this : new Scope(engine, node, settings, run, caller, step.withoutWorkspace());
    }

    /** Returns the run that this is part of. */
    public Run run() {
        return run;
    }
}

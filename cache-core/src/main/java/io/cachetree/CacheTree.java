package io.cachetree;

import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import io.cachetree.engine.Engine;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.open.StrayCalls;
import io.cachetree.entry.TreeMarker;
import io.cachetree.entry.UseMark;
import io.cachetree.event.CacheListener;
import io.cachetree.event.LogListener;
import io.cachetree.event.OpenedTree;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.Fingerprinter;
import io.cachetree.key.Fingerprints;
import io.cachetree.key.code.OwnCode;
import io.cachetree.key.code.ProjectCode;
import io.cachetree.maintenance.Accept;
import io.cachetree.maintenance.AcceptReport;
import io.cachetree.maintenance.Explain;
import io.cachetree.maintenance.Explanation;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import io.cachetree.plan.Plan;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Traffic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache tree: a directory in which the results of steps stand, a node for each step.
 *
 * <pre>{@code
 * try (CacheTree tree = CacheTree.open("runs/mouse-12")) {
 *     CellDensity steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(CellDensity.class);
 *     Density density = steps.measure(scan, 0.4);      // a second run reads it
 * }
 * }</pre>
 *
 * <ul>
 *   <li>The root is a path or a URL: {@code file:}, {@code memory:}, {@code zip:} to read only, or with module {@code
 *       cache-remote} {@code s3:}, {@code gs:}, {@code az:} or {@code hdfs:}. It is made if it is missing; a directory that holds
 *       other files is refused.
 *   <li>Steps run as plain methods on threads that no tree is open on; see {@link Builder#strict()}.
 *   <li>Any number of trees can be open, in any number of processes, also on one root.
 * </ul>
 *
 * <p>Thread safety: any number of threads. A tree must stay open as long as its steps run.
 */
public final class CacheTree implements AutoCloseable {

    private final Store store;
    private final Engine engine;
    private final EngineParts parts;
    private final CacheOptions base;
    private final CacheOptions overrides;
    private final AtomicBoolean closed;
    private final UseMark use;

    private CacheTree(
            Store store,
            Engine engine,
            EngineParts parts,
            CacheOptions base,
            CacheOptions overrides,
            AtomicBoolean closed,
            UseMark use) {
        this.store = store;
        this.engine = engine;
        this.parts = parts;
        this.base = base;
        this.overrides = overrides;
        this.closed = closed;
        this.use = use;
    }

    /**
     * Opens the tree at a path or URL, with the standard options.
     *
     * @throws InvalidStepException if the location cannot be the root of a tree; the message says why
     * @throws io.cachetree.store.StoreException if the storage cannot be read or written
     */
    public static CacheTree open(String location) {
        return builder().open(location);
    }

    /** Opens the tree at a local path; see {@link #open(String)}. */
    public static CacheTree open(Path root) {
        return builder().open(root);
    }

    /** Returns a builder, for a tree with codecs, fingerprinters, listeners or options of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns this tree over another one, which is only read: a result that is not here may come from there, and all that is
     * computed is written here. Several can lie below, the first one on top.
     *
     * <pre>{@code
     * CacheTree tree = CacheTree.open("runs/me").over("s3://lab/shared");
     * }</pre>
     *
     * <ul>
     *   <li>It has the options, codecs, fingerprinters and listeners of this one, and takes its place: this one is closed, also
     *       if the call fails. So it is called before steps run.
     *   <li>In the other tree nothing is written, deleted or marked. An entry there that does not count any more is superseded
     *       here. Since nothing says there that it is read from here, a prune may take it away: then it is computed here.
     *   <li>A result that is here costs no more than without the other tree.
     * </ul>
     *
     * @param lower the path or URL of the root of a tree
     * @throws InvalidStepException if that is no tree, or one of a future format
     * @throws io.cachetree.store.StoreException if it cannot be read
     */
    public CacheTree over(String lower) {
        return over(() -> Store.at(lower));
    }

    /** Returns this tree over another one at a local path; see {@link #over(String)}. */
    public CacheTree over(Path lower) {
        return over(() -> Store.at(lower));
    }

    /** Returns this tree over another one in a store; see {@link #over(String)}. Closing the tree closes the store. */
    public CacheTree over(Store lower) {
        return over(() -> lower);
    }

    /** In a chain of calls nobody else could close this tree when there is nothing to put it over. */
    private CacheTree over(Supplier<Store> opening) {
        requireOpen("put a tree below");
        closed.set(true);
        engine.close();
        Store both = store;
        try {
            Store lower = opening.get();
            both = Store.layered(store, lower);
            new TreeMarker(lower).requireTree();
            parts.listener().onClose(new Opened(store));
            parts.listener().onOpen(new Opened(both));
            lower.onTransfer(parts.listener()::onTransfer);
            return new CacheTree(both, parts.engine(both, use), parts, base, overrides, new AtomicBoolean(), use);
        } catch (Throwable t) {
            throw closed(t, use, both);
        }
    }

    /** Closes what nobody else can close, after a failure: of those that can happen here none is checked. */
    private static RuntimeException closed(Throwable failure, AutoCloseable... open) {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    /**
     * Does some work with this tree open on the current thread: the steps that it calls are steps of this tree, below
     * the step that is running here, if one of this tree is.
     *
     * @throws E what the work throws, as it is
     */
    public <T extends @Nullable Object, E extends Throwable> T call(Work<T, E> work) throws E {
        Scope scope = scope();
        engine.firstUse();
        try (Scope.Binding binding = Scope.bind(scope)) {
            return work.run();
        }
    }

    /**
     * What can be done with a tree open.
     *
     * @param <T> what it returns
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Throwable> {

        /** Does it. */
        T run() throws E;
    }

    /**
     * Says what some work would do with this tree open: which steps would be read and which computed, why, and what that
     * would take. No body of a step runs, and nothing is written; the work itself runs up to the first step that would
     * have to be computed, so it should do nothing but call steps.
     *
     * @throws E what the work throws before that, as it is
     */
    public <E extends Throwable> Plan plan(Work<?, E> work) throws E {
        requireOpen("plan");
        engine.firstUse();
        return engine.plan(options(), work::run);
    }

    /**
     * Says of each entry of a node why it was computed, of the last one first.
     *
     * @param node the path of the node, such as {@code measure/segment}
     * @throws InvalidStepException if the path is none
     */
    public List<Explanation> explain(String node) {
        requireOpen("explain");
        return Explain.in(store).node(NodePath.parse(node));
    }

    /**
     * Lets the entries of a node and of all nodes below count for today's code: the word of a person that a refactoring
     * changed no results. The entries keep who said so, when, and what had changed; see {@link Accept}.
     *
     * @param node the path of the node, such as {@code measure}; the empty text for the whole tree
     * @throws InvalidStepException if the path is none
     */
    public AcceptReport accept(String node) {
        requireOpen("accept");
        return Accept.node(
                store,
                NodePath.parse(node),
                parts.code(),
                Thread.currentThread().getContextClassLoader());
    }

    /**
     * Copies all that was committed to this tree to another one, which may be missing; see {@link Copy}. What is there already is not
     * copied again, so that the same call goes on with a copy that was interrupted.
     *
     * @param root the path or URL of the root of the other tree; {@code zip:runs.zip} writes a zip file, which is a root itself
     * @return what was copied, and what is damaged and was not
     * @throws InvalidStepException if it cannot be the root of a tree
     * @throws io.cachetree.store.StoreException if the storage fails; what was copied until then stays
     */
    public CopyReport copyTo(String root) {
        return copyTo(root, NodePath.ROOT);
    }

    /** Copies this tree to a local path; see {@link #copyTo(String)}. */
    public CopyReport copyTo(Path root) {
        return copyTo(root, NodePath.ROOT);
    }

    /** Copies what was committed to a node and the nodes below to the same nodes of another tree; see {@link #copyTo(String)}. */
    public CopyReport copyTo(String root, NodePath node) {
        requireOpen("copy");
        return copied(Copy.of(store, node, root));
    }

    /** Copies a node and the nodes below to a tree at a local path; see {@link #copyTo(String)}. */
    public CopyReport copyTo(Path root, NodePath node) {
        requireOpen("copy");
        return copied(Copy.of(store, node, root));
    }

    private static CopyReport copied(Copy opened) {
        try (Copy copy = opened) {
            return copy.run(bytes -> {});
        }
    }

    private void requireOpen(String what) {
        if (closed.get()) {
            throw new InvalidStepException(
                    "Cannot %s the cache tree at \"%s\": it was closed. Keep it open.".formatted(what, store));
        }
    }

    /** Returns this tree with other options; what they leave open stays as it is. */
    public CacheTree with(CacheOptions changed) {
        return new CacheTree(store, engine, parts, base, changed.over(overrides), closed, use);
    }

    /** Returns the options under which steps run that are called from outside of any step. */
    public CacheOptions options() {
        return overrides.over(base);
    }

    /** Returns the address of the root. */
    public URI location() {
        return store.location();
    }

    /**
     * Returns the scope in which the current thread calls steps of this tree; for interceptors.
     *
     * @throws InvalidStepException if this tree was closed
     */
    public Scope scope() {
        engine.requireOpen();
        Scope current = Scope.currentOrNull();
        if (current == null || !current.engine().equals(engine)) {
            return engine.root(options());
        }
        return overrides.equals(CacheOptions.INHERITED) ? current : current.with(overrides);
    }

    /** Closes the tree; one in memory loses what it holds. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.close();
            use.close();
            parts.listener().onClose(new Opened(store));
            store.close();
        }
    }

    @Override
    public String toString() {
        return "CacheTree[" + store + "]";
    }

    /** What listeners see of a tree. */
    private record Opened(Store store) implements OpenedTree {

        @Override
        public URI location() {
            return store.location();
        }

        @Override
        public Traffic traffic() {
            return store.traffic();
        }
    }

    /**
     * Collects what a tree is opened with. By default no codecs and fingerprinters but the built-in ones and those that
     * {@link java.util.ServiceLoader} finds, no listener but the log, and {@link CacheOptions#STANDARD}. Thread safety:
     * none.
     */
    public static final class Builder {
        /** Class files are the same for all trees of a process, and reading them takes time. */
        private static final CodeIdentity CODE_OF_BUILD = ProjectCode.of(OwnCode.ofBuild());

        private final List<CodecProvider> codecs = new ArrayList<>();
        private final List<Fingerprinter<?>> fingerprinters = new ArrayList<>();
        private final List<CacheListener> listeners = new ArrayList<>(List.of(new LogListener()));
        private CodeIdentity code = CODE_OF_BUILD;
        private CacheOptions options = CacheOptions.STANDARD;
        private final List<Supplier<Store>> lowers = new ArrayList<>();
        private StrayCalls.Policy strayCalls = StrayCalls.Policy.REPORT;
        private Duration lease = UseMark.STANDARD_LEASE;

        private Builder() {}

        /** Adds codecs that are asked before all others. */
        public Builder codec(CodecProvider provider) {
            codecs.add(provider);
            return this;
        }

        /** Adds a fingerprinter that is asked before all others. */
        public Builder fingerprinter(Fingerprinter<?> fingerprinter) {
            fingerprinters.add(fingerprinter);
            return this;
        }

        /** Adds a listener. */
        public Builder listener(CacheListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Sets which code is the project's own, so that changes of it count method by method; by default {@link
         * OwnCode#ofBuild()}.
         */
        public Builder ownCode(OwnCode own) {
            return code(ProjectCode.of(own));
        }

        /** Sets what tells the code of a step. */
        public Builder code(CodeIdentity identity) {
            code = identity;
            return this;
        }

        /** Sets options; what they leave open stays as it is. */
        public Builder options(CacheOptions changed) {
            options = changed.over(options);
            return this;
        }

        /**
         * Makes it an error, as long as this tree is open, to call a step on a thread that is in no tree. Without this
         * such a call runs as a plain method and is reported once for each step: most often an executor was not given
         * to {@link CacheContext#wrap(java.util.concurrent.Executor)}.
         */
        public Builder strict() {
            strayCalls = StrayCalls.Policy.FAIL;
            return this;
        }

        /**
         * Sets after what time without a sign of life other processes take this one for dead, and compute what it was computing;
         * by default a minute. A sign is given four times in that time. Whoever is taken for dead too early does no harm, but work is
         * done twice.
         *
         * @param time from 10 milliseconds to a day
         * @throws InvalidStepException if it is shorter or longer
         */
        public Builder lease(Duration time) {
            if (!UseMark.isLease(time)) {
                throw new InvalidStepException(
                        "Cannot use a lease of \"%s\": it must be from 10 milliseconds to a day. Give another one."
                                .formatted(time));
            }
            lease = time;
            return this;
        }

        /** Puts another tree below, which is only read; see {@link CacheTree#over(String)}. */
        public Builder over(String lower) {
            lowers.add(() -> Store.at(lower));
            return this;
        }

        /** Puts another tree at a local path below, which is only read; see {@link CacheTree#over(String)}. */
        public Builder over(Path lower) {
            lowers.add(() -> Store.at(lower));
            return this;
        }

        /** Opens the tree at a path or URL; see {@link CacheTree#open(String)}. */
        public CacheTree open(String location) {
            return open(Store.at(location));
        }

        /** Opens the tree at a local path; see {@link CacheTree#open(String)}. */
        public CacheTree open(Path root) {
            return open(Store.at(root));
        }

        /**
         * Opens the tree in a store; see {@link CacheTree#open(String)}. Closing the tree closes the store, and so does this call if it
         * fails.
         */
        public CacheTree open(Store store) {
            CacheTree tree = alone(store);
            for (Supplier<Store> lower : lowers) {
                tree = tree.over(lower);
            }
            return tree;
        }

        private CacheTree alone(Store store) {
            try {
                TreeMarker marker = new TreeMarker(store);
                marker.refuseForeign();
                marker.ensure();
                return used(store);
            } catch (Throwable t) {
                throw closed(t, store);
            }
        }

        private CacheTree used(Store store) {
            EngineParts parts = new EngineParts(
                    Codecs.of(codecs), Fingerprints.of(fingerprinters), code, CacheListener.all(listeners), strayCalls);
            UseMark use = UseMark.set(store, lease);
            try {
                parts.listener().onOpen(new Opened(store));
                store.onTransfer(parts.listener()::onTransfer);
                Engine engine = parts.engine(store, use); // last, as it stays open until it is closed
                return new CacheTree(store, engine, parts, options, CacheOptions.INHERITED, new AtomicBoolean(), use);
            } catch (Throwable t) {
                throw closed(t, use);
            }
        }
    }
}

package io.cachetree.engine;

import io.cachetree.event.CacheListener;
import io.cachetree.event.SilentSteps;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Looks, when a tree is first used, whether calls of the program's steps can get to it. A program without a log hears it
 * all the same: it would else compute for hours and keep nothing. Thread safety: any number of
 * threads.
 */
final class FirstUse {

    private static final Logger log = LoggerFactory.getLogger("io.cachetree");

    /** State of the whole process, because its classes are: it need not be said again for each tree. */
    private static final Set<SilentSteps> LOGGED = ConcurrentHashMap.newKeySet();

    private final OpenTrees.OpenTree tree;
    private final CacheListener listener;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable SilentSteps forbidden;

    FirstUse(OpenTrees.OpenTree tree) {
        this.tree = tree;
        this.listener = tree.listener();
    }

    /**
     * Takes note that the tree is used.
     *
     * @throws InvalidStepException if steps are not intercepted, and the tree is strict: at each use, since who comes
     *     later, perhaps on another thread, is not served better
     */
    void now() {
        if (isOver.compareAndSet(false, true)) {
            SilentSteps silent = new SilentSteps(silentSteps());
            if (!silent.steps().isEmpty()) {
                report(silent);
            }
        }
        SilentSteps missing = forbidden;
        if (missing != null) {
            throw new InvalidStepException(missing.error(tree.location()));
        }
    }

    private void report(SilentSteps silent) {
        if (tree.strayCalls() == StrayCalls.Policy.FAIL) {
            forbidden = silent;
            return;
        }
        listener.onSilentSteps(silent);
        if (LOGGED.add(silent)) {
            log.error("{}", silent.warning());
            if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) {
                System.err.println(silent.warning());
            }
        }
    }

    private static List<StepId> silentSteps() {
        ClassLoader loader = loader();
        try {
            return ServiceLoader.load(InterceptionCheck.class, InterceptionCheck.class.getClassLoader()).stream()
                    .flatMap(check -> check.get().silentSteps(loader).stream())
                    .toList();
        } catch (ServiceConfigurationError e) {
            log.warn("Whether steps are intercepted cannot be checked", e);
            return List.of();
        }
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ClassLoader.getSystemClassLoader() : context;
    }
}

package io.cachetree.engine;

import io.cachetree.engine.open.OpenTrees;
import io.cachetree.engine.open.StrayCalls;
import io.cachetree.event.CacheListener;
import io.cachetree.event.SilentSteps;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private volatile boolean isOver;

    FirstUse(OpenTrees.OpenTree tree) {
        this.tree = tree;
        this.listener = tree.listener();
    }

    /**
     * Takes note that the tree is used.
     *
     * @throws InvalidStepException if steps are not intercepted, and the tree is strict; each time
     */
    void now() {
        if (!isOver) {
            check();
        }
    }

    /** Two threads that use the tree at once get the same answer. A listener may use the tree. */
    private synchronized void check() {
        SilentSteps silent = new SilentSteps(isOver ? List.of() : silentSteps());
        boolean isLoud = !silent.steps().isEmpty();
        if (isLoud && tree.strayCalls() == StrayCalls.Policy.FAIL) {
            throw new InvalidStepException(silent.error(tree.location()));
        }
        isOver = true;
        if (isLoud) {
            tell(silent);
        }
    }

    private void tell(SilentSteps silent) {
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

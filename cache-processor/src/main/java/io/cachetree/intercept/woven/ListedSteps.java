package io.cachetree.intercept.woven;

import io.cachetree.engine.InterceptionCheck;
import io.cachetree.intercept.RunTimeInterception;
import io.cachetree.key.StepId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the steps of a program by the lists that the annotation processor wrote, and those that are not woven by their
 * classes. Where Guice, the agent or {@code CachedObjects} is in use, it leaves the rest to them: they have checks of
 * their own. Thread safety: any number of threads.
 */
public final class ListedSteps implements InterceptionCheck {

    private static final String LIST = "META-INF/cachetree/steps.txt";
    private static final Logger log = LoggerFactory.getLogger(ListedSteps.class);

    /** Creates the check; {@link java.util.ServiceLoader} does. */
    public ListedSteps() {}

    @Override
    public List<StepId> silentSteps(ClassLoader loader) {
        return RunTimeInterception.isInUse()
                ? List.of()
                : lists(loader).stream()
                        .flatMap(ListedSteps::steps)
                        .filter(step -> isSilent(step, loader))
                        .toList();
    }

    private static List<URL> lists(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(LIST));
        } catch (IOException e) {
            log.debug("No list of steps can be read", e);
            return List.of();
        }
    }

    private static Stream<StepId> steps(URL list) {
        List<StepId> steps = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).map(StepId::parse).forEach(steps::add);
        } catch (IOException | IllegalArgumentException e) {
            log.debug("The list of steps at {} cannot be read", list, e);
        }
        return steps.stream();
    }

    /** A step that an interface only declares has its body, and its interception, elsewhere. */
    private static boolean isSilent(StepId step, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(step.declaringClass(), false, loader);
            return !type.isAnnotationPresent(Woven.class)
                    && Stream.of(type.getDeclaredMethods())
                            .filter(method -> !Modifier.isAbstract(method.getModifiers()))
                            .anyMatch(method -> StepId.of(method).equals(step));
        } catch (ClassNotFoundException | LinkageError gone) {
            return false;
        }
    }
}

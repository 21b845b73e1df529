package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.JavaTypes;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor: checks the steps of all classes that are compiled, and lists them in
 * {@code META-INF/cachetree/steps.txt}.
 *
 * <ul>
 *   <li>{@code -Acachetree.mode=weave|agent|guice|subclass} says how the steps will be intercepted; {@code weave} if it
 *       is left out.
 *   <li>{@code -Acachetree.werror=true} makes its warnings errors.
 *   <li>{@code @SuppressWarnings("cachetree")} on a parameter, field, method or class silences it there.
 *   <li>It looks at all classes, also those without an annotation: they may implement steps, and may have lost one since
 *       the list was written. Of local and anonymous classes a processor learns nothing.
 * </ul>
 *
 * <p>Thread safety: none; a compiler makes its own.
 */
public final class StepProcessor extends AbstractProcessor {

    private static final String MODE = "cachetree.mode";
    private static final String WERROR = "cachetree.werror";

    private final Set<String> compiled = new TreeSet<>();
    private @Nullable Checks checks;

    /** Creates a processor, as the compiler does. */
    public StepProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(MODE, WERROR);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        checks = new Checks(environment, mode(environment), isOn(environment, WERROR));
    }

    private static Mode mode(ProcessingEnvironment environment) {
        String option = environment.getOptions().getOrDefault(MODE, Mode.WEAVE.option());
        return Mode.of(option).orElseGet(() -> {
            environment
                    .getMessager()
                    .printMessage(
                            Kind.ERROR,
                            "Cannot check steps for -A%s=%s: there is no such mode. Use %s."
                                    .formatted(
                                            MODE,
                                            option,
                                            Stream.of(Mode.values())
                                                    .map(Mode::option)
                                                    .collect(Collectors.joining(", "))));
            return Mode.WEAVE;
        });
    }

    private static boolean isOn(ProcessingEnvironment environment, String option) {
        return Boolean.parseBoolean(environment.getOptions().get(option));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> roots = ElementFilter.typesIn(round.getRootElements());
        roots.forEach(each -> compiled.add(each.getQualifiedName().toString()));
        if (checks != null) {
            checks.check(roots);
        }
        if (round.processingOver() && !round.errorRaised()) {
            writeList();
        }
        return false;
    }

    private void writeList() {
        try {
            new StepList(new JavaTypes(processingEnv), processingEnv.getElementUtils(), processingEnv.getFiler())
                    .write(compiled);
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Kind.ERROR,
                            "Cannot write \"%s\": %s. Check the output directory.".formatted(StepList.NAME, e));
        }
    }
}

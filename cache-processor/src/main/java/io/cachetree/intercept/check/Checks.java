package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.KeyableTypes;
import io.cachetree.intercept.check.internal.StorableTypes;
import io.cachetree.intercept.check.internal.VisibleWays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * All checks, in the order in which they are made.
 *
 * <p>Classes that the compiler has from class files are passed over: they were checked when they were compiled, and what
 * the checks need, such as names of parameters and {@code @SuppressWarnings}, is no longer there.
 */
final class Checks {

    private final JavaTypes types;
    private final Optional<SourceTrees> trees;
    private final VisibleWays ways;
    private final MethodKindCheck kinds;
    private final NameCheck names;
    private final ParameterCheck parameters;
    private final ResultCheck results;
    private final Optional<FieldReads> reads;

    Checks(ProcessingEnvironment environment, Mode mode, boolean warningsAreErrors) {
        types = new JavaTypes(environment);
        trees = SourceTrees.of(environment);
        ways = new VisibleWays(environment, types);
        Report report = new Report(environment.getMessager(), trees, warningsAreErrors);
        KeyableTypes keyable = new KeyableTypes(types, ways);
        kinds = new MethodKindCheck(mode, types, report);
        names = new NameCheck(report);
        parameters = new ParameterCheck(keyable, report);
        results = new ResultCheck(new StorableTypes(types, ways), types, report);
        reads = trees.map(each -> new FieldReads(each, types, new FieldRoles(each, types, keyable), report));
    }

    /** Checks the classes of a round and those within them. */
    void check(Set<TypeElement> roots) {
        ways.add(roots);
        roots.forEach(this::check);
    }

    private void check(TypeElement type) {
        if (!isSource(type)) {
            return;
        }
        List<Step> steps = Step.in(type, types);
        kinds.check(type, steps);
        names.check(steps.stream().filter(each -> !isSaidAtTheInterface(each)).toList());
        steps.stream().filter(this::isSaidAtTheInterface).forEach(names::checkParameters);
        steps.forEach(this::check);
        executables(type).filter(each -> Step.of(each, types).isEmpty()).forEach(this::checkNoStep);
        ElementFilter.fieldsIn(type.getEnclosedElements()).forEach(parameters::checkField);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::check);
    }

    private void check(Step step) {
        parameters.checkDirectories(step);
        if (!isSaidAtTheInterface(step)) {
            parameters.checkInputs(step);
            results.check(step);
        }
        reads.ifPresent(each -> each.check(step));
    }

    /** What is wrong with the declaration of an interface's step is not repeated for each implementation. */
    private boolean isSaidAtTheInterface(Step step) {
        return !step.isOwn()
                && step.declarations().stream()
                        .skip(1)
                        .filter(Step::isAnnotated)
                        .allMatch(this::isSource);
    }

    private void checkNoStep(ExecutableElement method) {
        parameters.checkNoStep(method);
        if (method.getKind() == ElementKind.METHOD) {
            kinds.checkForgotten(method);
        }
    }

    private static Stream<ExecutableElement> executables(TypeElement type) {
        return Stream.concat(
                ElementFilter.constructorsIn(type.getEnclosedElements()).stream(),
                ElementFilter.methodsIn(type.getEnclosedElements()).stream());
    }

    private boolean isSource(Element element) {
        return trees.isEmpty() || trees.get().isSource(element);
    }
}

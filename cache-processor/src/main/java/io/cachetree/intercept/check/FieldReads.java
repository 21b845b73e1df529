package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Finds fields that steps read and that nobody says are keyed: a result computed with one value of the field would be
 * served for all others.
 *
 * <p>It follows the methods of the same class that a step calls and that are no steps. What other objects read is not
 * found.
 */
final class FieldReads {

    private final SourceTrees trees;
    private final JavaTypes types;
    private final FieldRoles roles;
    private final Report report;
    private final Set<String> reported = new HashSet<>();

    FieldReads(SourceTrees trees, JavaTypes types, FieldRoles roles, Report report) {
        this.trees = trees;
        this.types = types;
        this.roles = roles;
        this.report = report;
    }

    void check(Step step) {
        for (String name : read(step)) {
            field(step.type(), name).filter(roles::isUndeclared).ifPresent(field -> add(field, step));
        }
    }

    private void add(VariableElement field, Step step) {
        if (reported.add(types.binaryName(JavaTypes.owner(field)) + "." + field.getSimpleName())) {
            report.at(field, Rule.UNDECLARED_FIELD, """
                    The step %s reads the field %s, which does not enter its key: a result computed with one value \
                    would be served for all others. Mark the field @Keyed if it changes the result, else @Unkeyed.""".formatted(step.shortForm(), JavaTypes.shortForm(field)));
        }
    }

    private Set<String> read(Step step) {
        Set<String> names = new HashSet<>();
        Set<ExecutableElement> seen = new HashSet<>();
        Deque<ExecutableElement> open = new ArrayDeque<>(List.of(step.method()));
        while (!open.isEmpty()) {
            ExecutableElement next = open.remove();
            if (seen.add(next)) {
                BodyScan scan = trees.of(next)
                        .filter(each -> each.getBody() != null)
                        .map(BodyScan::of)
                        .orElse(null);
                if (scan != null) {
                    names.addAll(scan.reads());
                    names.addAll(components(step.type(), scan.calls()));
                    open.addAll(helpers(step.type(), scan.calls()));
                }
            }
        }
        return names;
    }

    private List<ExecutableElement> helpers(TypeElement type, Set<String> calls) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(each -> calls.contains(each.getSimpleName().toString()))
                .filter(each -> Step.of(each, types).isEmpty())
                .toList();
    }

    /** A call of a record's accessor reads the field. */
    private static List<String> components(TypeElement type, Set<String> calls) {
        return type.getRecordComponents().stream()
                .map(each -> each.getSimpleName().toString())
                .filter(calls::contains)
                .toList();
    }

    private Optional<VariableElement> field(TypeElement type, String name) {
        return Stream.concat(Stream.of(type), types.above(type))
                .flatMap(each -> ElementFilter.fieldsIn(each.getEnclosedElements()).stream())
                .filter(each -> each.getSimpleName().contentEquals(name))
                .findFirst();
    }
}

package io.cachetree.intercept.check;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import io.cachetree.annotation.Keyed;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.HeldTypes;
import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.KeyableTypes;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Tells configuration, of which the author has to say whether it counts, from the other fields of a class with steps.
 *
 * <ul>
 *   <li>Declared: {@code @Keyed} and {@code @Unkeyed}.
 *   <li>What the object is: the components of a record, which all count, and the fields of an enum's constant, which
 *       counts by its name.
 *   <li>Code: constants, and final fields that are given their value where they are declared.
 *   <li>Services: fields of an interface or abstract class, for the class of what they hold enters the key; fields that are
 *       injected, that hold an object with steps, or that an {@code @Inject} constructor fills from a parameter, unless
 *       that is a plain value.
 * </ul>
 */
final class FieldRoles {

    private final SourceTrees trees;
    private final JavaTypes types;
    private final KeyableTypes keyable;

    FieldRoles(SourceTrees trees, JavaTypes types, KeyableTypes keyable) {
        this.trees = trees;
        this.types = types;
        this.keyable = keyable;
    }

    /** Returns whether a field is configuration that is neither keyed nor unkeyed. */
    boolean isUndeclared(VariableElement field) {
        return trees.isSource(field)
                && !field.getModifiers().contains(Modifier.STATIC)
                && field.getAnnotation(Keyed.class) == null
                && field.getAnnotation(Unkeyed.class) == null
                && !isIdentity(field)
                && !isCode(field)
                && !isService(field);
    }

    private static boolean isIdentity(VariableElement field) {
        ElementKind owner = JavaTypes.owner(field).getKind();
        return owner == ElementKind.RECORD || owner == ElementKind.ENUM;
    }

    private boolean isCode(VariableElement field) {
        return field.getModifiers().contains(Modifier.FINAL)
                && trees.of(field).filter(each -> each.getInitializer() != null).isPresent();
    }

    private boolean isService(VariableElement field) {
        return JavaTypes.hasAnnotation(field, "Inject")
                || JavaTypes.element(field.asType())
                        .filter(each -> Step.anyIn(each, types))
                        .isPresent()
                || (!keyable.isValue(field.asType()) && (isImplementation(field) || isFilledByInjection(field)));
    }

    /** Of what stands behind an abstract type, the class enters the key. */
    private static boolean isImplementation(VariableElement field) {
        return JavaTypes.element(field.asType())
                .filter(each -> each.getKind() == ElementKind.INTERFACE
                        || each.getModifiers().contains(Modifier.ABSTRACT))
                .filter(each -> !JavaTypes.isOfJdk(each) && !HeldTypes.areSurroundings(JavaTypes.packageOf(each)))
                .isPresent();
    }

    private boolean isFilledByInjection(VariableElement field) {
        return ElementFilter.constructorsIn(JavaTypes.owner(field).getEnclosedElements()).stream()
                .filter(each -> JavaTypes.hasAnnotation(each, "Inject"))
                .anyMatch(each ->
                        trees.of(each).filter(tree -> fills(each, tree, field)).isPresent());
    }

    private static boolean fills(ExecutableElement constructor, MethodTree tree, VariableElement field) {
        Set<String> parameters = constructor.getParameters().stream()
                .map(each -> each.getSimpleName().toString())
                .collect(Collectors.toSet());
        Assignments found = new Assignments(parameters);
        found.scan(tree.getBody(), null);
        return found.filled.contains(field.getSimpleName().toString());
    }

    /** The fields that a constructor assigns something with a parameter in it. */
    private static final class Assignments extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Set<String> parameters;
        private final Set<String> filled = new HashSet<>();
        private @Nullable String target;

        Assignments(Set<String> parameters) {
            this.parameters = parameters;
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void nothing) {
            target = BodyScan.ownName(assignment.getVariable());
            scan(assignment.getExpression(), null);
            target = null;
            return null;
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void nothing) {
            if (target != null && parameters.contains(identifier.getName().toString())) {
                filled.add(target);
            }
            return null;
        }
    }
}

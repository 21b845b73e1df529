package io.cachetree.intercept.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** The source as javac parsed it. Names in it are not resolved yet, for a processor may still make what they name. */
final class SourceTrees {

    private final Trees trees;

    private SourceTrees(Trees trees) {
        this.trees = trees;
    }

    /** Returns the trees of the compiler, or empty if it is not javac. */
    static Optional<SourceTrees> of(ProcessingEnvironment environment) {
        try {
            return Stream.<Optional<ProcessingEnvironment>>iterate(
                            Optional.of(environment), Optional::isPresent, each -> each.flatMap(SourceTrees::wrapped))
                    .flatMap(each -> trees(each.orElseThrow()).stream())
                    .findFirst();
        } catch (LinkageError noJavacHere) {
            return Optional.empty();
        }
    }

    private static Optional<SourceTrees> trees(ProcessingEnvironment environment) {
        try {
            return Optional.of(new SourceTrees(Trees.instance(environment)));
        } catch (IllegalArgumentException notOfJavac) {
            return Optional.empty();
        }
    }

    /** Gradle hands out its own environment around that of javac, which javac does not know. */
    private static Optional<ProcessingEnvironment> wrapped(ProcessingEnvironment environment) {
        try {
            Field field = environment.getClass().getDeclaredField("delegate");
            return field.trySetAccessible() && field.get(environment) instanceof ProcessingEnvironment inner
                    ? Optional.of(inner)
                    : Optional.empty();
        } catch (ReflectiveOperationException notWrapped) {
            return Optional.empty();
        }
    }

    /** Returns whether an element comes from source that is compiled now. */
    boolean isSource(Element element) {
        return trees.getPath(element) != null;
    }

    boolean printAtReturnType(Element method, Kind kind, String message) {
        TreePath path = trees.getPath(method);
        if (path == null || !(path.getLeaf() instanceof MethodTree tree) || tree.getReturnType() == null) {
            return false;
        }
        trees.printMessage(kind, message, tree.getReturnType(), path.getCompilationUnit());
        return true;
    }

    Optional<ClassTree> of(TypeElement type) {
        return Optional.ofNullable(trees.getTree(type));
    }

    Optional<MethodTree> of(ExecutableElement method) {
        return Optional.ofNullable(trees.getTree(method));
    }

    /** Returns where a field is declared. That of a record's component has no tree of its own. */
    Optional<VariableTree> of(VariableElement field) {
        @Nullable Tree tree = trees.getTree(field);
        return tree instanceof VariableTree variable ? Optional.of(variable) : Optional.empty();
    }
}

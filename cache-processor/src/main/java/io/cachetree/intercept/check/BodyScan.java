package io.cachetree.intercept.check;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a method reads and calls on its own object.
 *
 * <p>A name that is also that of a parameter or local variable anywhere in the method is taken for that one, unless
 * {@code this} stands in front.
 */
final class BodyScan extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final Set<String> locals = new HashSet<>();
    private final Set<String> bare = new LinkedHashSet<>();
    private final Set<String> qualified = new LinkedHashSet<>();
    private final Set<String> calls = new LinkedHashSet<>();

    private BodyScan() {}

    static BodyScan of(MethodTree method) {
        BodyScan scan = new BodyScan();
        scan.scan(method.getParameters(), null);
        scan.scan(method.getBody(), null);
        return scan;
    }

    /** Returns the names that may be those of fields. */
    Set<String> reads() {
        Set<String> reads = new LinkedHashSet<>(bare);
        reads.removeAll(locals);
        reads.addAll(qualified);
        return reads;
    }

    /** Returns the names of methods that are called on the same object. */
    Set<String> calls() {
        return calls;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        locals.add(variable.getName().toString());
        return scan(variable.getInitializer(), null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void nothing) {
        bare.add(identifier.getName().toString());
        return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
        if (isThis(select.getExpression())) {
            qualified.add(select.getIdentifier().toString());
            return null;
        }
        return super.visitMemberSelect(select, null);
    }

    /** What is only written is not read. */
    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void nothing) {
        if (ownName(assignment.getVariable()) == null) {
            scan(assignment.getVariable(), null);
        }
        return scan(assignment.getExpression(), null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        String own = ownName(call.getMethodSelect());
        if (own == null) {
            scan(call.getMethodSelect(), null);
        } else {
            calls.add(own);
        }
        return scan(call.getArguments(), null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void nothing) {
        if (isThis(reference.getQualifierExpression())) {
            calls.add(reference.getName().toString());
        }
        return super.visitMemberReference(reference, null);
    }

    /** Returns the name of a field or method of the same object: {@code x} or {@code this.x}. */
    static @Nullable String ownName(ExpressionTree expression) {
        if (expression instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        return expression instanceof MemberSelectTree select && isThis(select.getExpression())
                ? select.getIdentifier().toString()
                : null;
    }

    private static boolean isThis(ExpressionTree expression) {
        return expression instanceof IdentifierTree identifier
                && identifier.getName().contentEquals("this");
    }
}

package io.cachetree.key.code;

import io.cachetree.key.ClassOrigin;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a step's code by its bytecode: what the step does, and the project's own code that it reaches.
 *
 * <ul>
 *   <li>A step whose annotation gives a version has that version, and nothing else counts.
 *   <li>Comments, formatting, names of local variables, the order of methods do not count, and neither does code that the
 *       step cannot reach.
 *   <li>Other steps count by their names only, libraries by their names and versions, the JDK not at all.
 *   <li>The code is that which the class files held when it was first asked for.
 * </ul>
 *
 * <pre>{@code
 * CodeIdentity code = ProjectCode.of(OwnCode.ofBuild());
 * StepCode now = code.current(step, loader).orElseThrow();
 * }</pre>
 *
 * <p>Thread safety: may be used by many threads at the same time. A class file is read once for each loader, which the
 * memory does not keep alive.
 */
public final class ProjectCode implements CodeIdentity {

    private static final List<Form> FORMS = List.of(new Form(1, Reach::from));

    /**
     * A way to give a step a digest. A new release may bring a better one; those of earlier releases stay, so that what they
     * wrote can be compared.
     *
     * @param number its number, which stands in the digests
     * @param reading how the code is collected
     */
    record Form(int number, Reading reading) {

        /** Collects the parts of a step's code. */
        @FunctionalInterface
        interface Reading {
            Parts of(Reach reach, Steps.Declared step, String receiver);
        }
    }

    private final OwnCode own;
    private final List<Form> forms;
    private final Map<ClassLoader, Project> projects = Collections.synchronizedMap(new WeakHashMap<>());

    /** The last form is today's. */
    ProjectCode(OwnCode own, List<Form> forms) {
        this.own = own;
        this.forms = List.copyOf(forms);
    }

    /** Returns the identity of code of which the given is the project's own. */
    public static CodeIdentity of(OwnCode own) {
        return new ProjectCode(own, FORMS);
    }

    @Override
    public Optional<StepCode> current(StepId step, @Nullable ClassLoader loader) {
        return project(loader).code(step, forms.get(forms.size() - 1));
    }

    @Override
    public Optional<CodeDigest> earlierForm(CodeDigest written, StepId step, @Nullable ClassLoader loader) {
        if (written.kind() == CodeDigest.Kind.CLASS_FILE) {
            return project(loader).classFiles(step);
        }
        return forms.stream()
                .limit(forms.size() - 1L)
                .filter(each -> each.number() == written.format())
                .findFirst()
                .flatMap(each -> project(loader).code(step, each))
                .map(StepCode::digest)
                .filter(each -> each.kind() == written.kind());
    }

    @Override
    public ClassOrigin origin(Class<?> type, StepId step, @Nullable ClassLoader loader) {
        Optional<ClassOrigin> own = project(loader).own(type.getName(), step);
        if (own.isPresent()) {
            return own.get();
        }
        String library = project(type.getClassLoader()).library(type.getName());
        return library.isEmpty() ? ClassOrigin.ELSEWHERE : new ClassOrigin(false, library, "");
    }

    private Project project(@Nullable ClassLoader loader) {
        ClassLoader asked = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        return projects.computeIfAbsent(asked, each -> new Project(new Resources(each), own));
    }
}

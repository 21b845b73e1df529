package io.cachetree.intercept.bytebuddy;

import io.cachetree.key.code.CodeIndex;
import io.cachetree.tree.InvalidStepException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the steps of a project while it is built, as a plugin of {@code byte-buddy-maven-plugin}; the guide has the
 * snippet for the POM.
 *
 * <ul>
 *   <li>The body of each method annotated {@link io.cachetree.annotation.Cached} moves to a private method beside it;
 *       the method itself calls the interceptor. So private, final and static methods are steps too, and those of
 *       records, enums and interfaces, whoever makes the object.
 *   <li>A class that is woven already stays as it is; one that another release wove in another form is an error,
 *       and so is one that has got a step since, by an interface.
 *   <li>The same class is always woven to the same bytes.
 *   <li>At the end, {@link CodeIndex} is written, so that the first run need not read bytecode to know the code of its steps;
 *       but not if the woven classes went elsewhere, as Gradle does it.
 *   <li>A step that is not declared right is an error.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class WeavingPlugin implements Plugin {

    private final @Nullable Path classes;
    private volatile @Nullable String lastWoven;

    /** Creates the plugin, to weave classes that are not in a directory. */
    public WeavingPlugin() {
        this.classes = null;
    }

    /**
     * Creates the plugin; Byte Buddy does.
     *
     * @param classes the directory of the classes
     */
    public WeavingPlugin(File classes) {
        this.classes = classes.toPath();
    }

    @Override
    public boolean matches(@Nullable TypeDescription type) {
        return type != null && !Weaver.isWoven(type) && needsWeaving(type);
    }

    /** What is declared wrong is looked at too, even if there is nothing to weave. */
    private static boolean needsWeaving(TypeDescription type) {
        return DescribedSteps.any(type)
                || type.getDeclaredMethods().stream().anyMatch(DescribedSteps::isForgotten)
                || !DescribedSteps.inheritedFromStrangers(type).isEmpty();
    }

    @Override
    public DynamicType.Builder<?> apply(
            DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator classFiles) {
        TypeDescription described = described(type, classFiles);
        List<String> errors = new DeclarationErrors(described, classFiles).all();
        if (!errors.isEmpty()) {
            throw new InvalidStepException("Cannot weave \"%s\": %d mistakes in the declarations of its steps:%n  %s"
                    .formatted(type.getName(), errors.size(), String.join("%n  ".formatted(), errors)));
        }
        lastWoven = type.getName();
        return Weaver.weave(builder, described);
    }

    /** The engine may have left out the debug information, where the names of parameters are. */
    private static TypeDescription described(TypeDescription type, ClassFileLocator classFiles) {
        return new TypePool.Default(
                        new TypePool.CacheProvider.Simple(), classFiles, TypePool.Default.ReaderMode.EXTENDED)
                .describe(type.getName())
                .resolve();
    }

    /** The index has to be written after the last class. */
    @Override
    public void close() throws IOException {
        if (classes != null && Files.isDirectory(classes) && areWoven(classes)) {
            CodeIndex.write(classes);
        }
    }

    /** Gradle names the directory that the compiler wrote to, and has the woven classes written to another. */
    private boolean areWoven(Path directory) throws IOException {
        String last = lastWoven;
        if (last == null) {
            return true;
        }
        ClassFileLocator ours = ClassFileLocator.ForClassLoader.of(WeavingPlugin.class.getClassLoader());
        try (ClassFileLocator files =
                new ClassFileLocator.Compound(new ClassFileLocator.ForFolder(directory.toFile()), ours)) {
            TypePool.Resolution found = TypePool.Default.of(files).describe(last);
            return !found.isResolved()
                    || DescribedSteps.wovenFormat(found.resolve()).isPresent();
        }
    }
}

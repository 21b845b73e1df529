package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.key.StepId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The list of steps beside the class files, {@code META-INF/cachetree/steps.txt}: a line for each, sorted, in the form
 * of {@link StepId#toString()}.
 *
 * <p>An incremental compiler shows only some of the classes. The lines of the others are kept as long as their class
 * files are there.
 */
final class StepList {

    static final String NAME = "META-INF/cachetree/steps.txt";

    private final JavaTypes types;
    private final Elements elements;
    private final Filer filer;

    StepList(JavaTypes types, Elements elements, Filer filer) {
        this.types = types;
        this.elements = elements;
        this.filer = filer;
    }

    /**
     * Writes the list.
     *
     * @param compiled the names of all top-level classes that are compiled now
     */
    void write(Set<String> compiled) throws IOException {
        Set<String> earlier = read();
        Set<String> lines = new TreeSet<>();
        earlier.stream().filter(line -> isKept(line, compiled)).forEach(lines::add);
        compiled.stream()
                .map(elements::getTypeElement)
                .flatMap(StepList::withNested)
                .flatMap(this::lines)
                .forEach(lines::add);
        if (!lines.equals(earlier)) {
            replace(lines);
        }
    }

    private static Stream<TypeElement> withNested(TypeElement type) {
        return Stream.concat(
                Stream.of(type),
                ElementFilter.typesIn(type.getEnclosedElements()).stream().flatMap(StepList::withNested));
    }

    private Stream<String> lines(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(each -> Step.of(each, types).isPresent())
                .map(each -> types.stepId(each).toString());
    }

    private boolean isKept(String line, Set<String> compiled) {
        try {
            String declaring = StepId.parse(line).declaringClass();
            return compiled.stream().noneMatch(each -> declaring.equals(each) || declaring.startsWith(each + "$"))
                    && exists(declaring.replace('.', '/') + ".class");
        } catch (IllegalArgumentException notALine) {
            return false;
        }
    }

    private boolean exists(String name) {
        try (InputStream in = output(name).openInputStream()) {
            return in.read() >= 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private Set<String> read() {
        try (InputStream in = output(NAME).openInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        } catch (IOException notThere) {
            return Set.of();
        }
    }

    private FileObject output(String name) throws IOException {
        return filer.getResource(StandardLocation.CLASS_OUTPUT, "", name);
    }

    private void replace(Set<String> lines) throws IOException {
        try (OutputStream out =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", NAME).openOutputStream()) {
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}

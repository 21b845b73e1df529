package io.cachetree.intercept.bytebuddy;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.SourceLine;
import io.cachetree.intercept.StepMethodCheck;
import io.cachetree.intercept.StepParameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;

/** What is wrong with the steps of a type that is about to be woven; each a line that starts where the step stands. */
final class DeclarationErrors {

    private final TypeDescription type;
    private final ClassFileLocator classFiles;

    DeclarationErrors(TypeDescription type, ClassFileLocator classFiles) {
        this.type = type;
        this.classFiles = classFiles;
    }

    List<String> all() {
        return Stream.concat(
                        type.getDeclaredMethods().stream().flatMap(this::of),
                        DescribedSteps.inheritedFromStrangers(type).stream().map(this::inherited))
                .sorted()
                .toList();
    }

    private Stream<String> of(MethodDescription.InDefinedShape method) {
        if (DescribedSteps.isForgotten(method)) {
            return Stream.of(line(method) + " overrides a step, and is none. Annotate it @Cached.");
        }
        return DescribedSteps.cached(method).stream().flatMap(cached -> ofStep(method, cached));
    }

    private Stream<String> ofStep(MethodDescription.InDefinedShape method, Cached cached) {
        if (method.isNative()) {
            return Stream.of(line(method) + " is native, and has no body to weave. Call it from a step.");
        }
        if (Weaver.hasBodyMethod(method)) {
            return Stream.of(Weaver.namesakeOfBody(line(method), method));
        }
        List<StepParameter> parameters = method.getParameters().stream()
                .map(each -> parameter(method, each))
                .toList();
        return StepMethodCheck.problems(cached.name(), method.getName(), parameters).stream()
                .map(problem -> line(method) + ": " + problem);
    }

    private static StepParameter parameter(MethodDescription.InDefinedShape method, ParameterDescription parameter) {
        TypeDescription type = parameter.getType().asErasure();
        return new StepParameter(
                parameter.getName(),
                type.getActualName(),
                type.isEnum(),
                DescribedSteps.hasParameter(method, parameter.getIndex(), CacheUrl.class));
    }

    private String inherited(MethodDescription.InDefinedShape method) {
        return "%s is a step by an interface of %s, and %s inherits it from %s, where it is none. Annotate it @Cached there."
                .formatted(
                        line(method),
                        type.getSimpleName(),
                        type.getSimpleName(),
                        method.getDeclaringType().getSimpleName());
    }

    private String line(MethodDescription.InDefinedShape method) {
        TypeDescription declaring = method.getDeclaringType();
        String name = declaring.getSimpleName() + "." + method.getName();
        try {
            ClassFileLocator.Resolution file = classFiles.locate(declaring.getName());
            return file.isResolved() ? SourceLine.of(name, method.getDescriptor(), file.resolve()) : name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

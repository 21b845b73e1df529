package io.cachetree.intercept;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.tree.InvalidStepException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What can be wrong with the declaration of a step; all of it is said at once. */
final class StepMethodCheck {

    private final Method method;
    private final NameTemplate name;
    private final List<String> names;
    private final List<String> problems = new ArrayList<>();

    StepMethodCheck(Method method, NameTemplate name, List<String> names) {
        this.method = method;
        this.name = name;
        this.names = names;
    }

    /**
     * Returns the parameter that gets the directory, if there is one.
     *
     * @throws InvalidStepException if anything is wrong
     */
    Optional<UrlParameter> urlParameter() {
        checkName();
        name.parameters().forEach(this::checkPlaceholder);
        List<UrlParameter> urls = urls();
        if (!problems.isEmpty()) {
            throw new InvalidStepException("The step %s.%s is not declared right: %s"
                    .formatted(
                            method.getDeclaringClass().getSimpleName(), method.getName(), String.join(" ", problems)));
        }
        return urls.stream().findFirst();
    }

    private void checkName() {
        if (!name.isAllowed()) {
            problems.add("""
                    name = "%s" cannot be a node. Use a-z, 0-9, '.', '_' and '-', starting and ending with a letter or \
                    digit, and no reserved name.""".formatted(name));
        }
    }

    private void checkPlaceholder(String placeholder) {
        int index = names.indexOf(placeholder);
        if (index < 0) {
            problems.add("name = \"%s\" names \"%s\", and the parameters are %s. %s"
                    .formatted(name, placeholder, names, namesAdvice()));
        } else if (!NameTemplate.canHold(method.getParameterTypes()[index])) {
            problems.add(
                    "name = \"%s\" names \"%s\", whose type is %s. Only primitives, strings and enums can stand in a name."
                            .formatted(name, placeholder, method.getParameterTypes()[index].getSimpleName()));
        }
    }

    private String namesAdvice() {
        boolean compiledIn = method.getParameterCount() == 0 || method.getParameters()[0].isNamePresent();
        return compiledIn ? "Name one of them." : "Compile the class with -parameters, so that their names are known.";
    }

    private List<UrlParameter> urls() {
        List<UrlParameter> urls = IntStream.range(0, method.getParameterCount())
                .filter(index -> StepAnnotations.of(method).hasParameter(index, CacheUrl.class))
                .mapToObj(index -> new UrlParameter(index, method.getParameterTypes()[index]))
                .toList();
        if (urls.size() > 1) {
            problems.add("It has %d parameters annotated @CacheUrl. Keep one.".formatted(urls.size()));
        }
        urls.stream().filter(each -> !UrlParameter.isType(each.type())).forEach(this::addWrongType);
        return urls;
    }

    private void addWrongType(UrlParameter url) {
        problems.add(
                "Its parameter \"%s\" annotated @CacheUrl has the type %s. Make it a Path, URI, String or CacheDirectory."
                        .formatted(names.get(url.index()), url.type().getSimpleName()));
    }
}

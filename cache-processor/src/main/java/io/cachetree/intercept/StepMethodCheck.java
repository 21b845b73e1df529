package io.cachetree.intercept;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What can be wrong with the declaration of a step; all of it is said at once. */
public final class StepMethodCheck {

    private static final Pattern UNKNOWN_NAME = Pattern.compile("arg[0-9]+");

    private final NameTemplate name;
    private final List<StepParameter> parameters;
    private final List<String> problems = new ArrayList<>();

    private StepMethodCheck(NameTemplate name, List<StepParameter> parameters) {
        this.name = name;
        this.parameters = parameters;
    }

    /**
     * Returns what is wrong, each a sentence and what to do.
     *
     * @param name the name that the annotation gives, or nothing
     * @param method the name of the method
     */
    public static List<String> problems(String name, String method, List<StepParameter> parameters) {
        return problems(NameTemplate.of(name, method), parameters);
    }

    static List<String> problems(NameTemplate name, List<StepParameter> parameters) {
        StepMethodCheck check = new StepMethodCheck(name, parameters);
        check.checkName();
        name.parameters().forEach(check::checkPlaceholder);
        check.checkUrls();
        return check.problems;
    }

    private void checkName() {
        if (!name.isAllowed()) {
            problems.add("""
                    name = "%s" cannot be a node. Use a-z, 0-9, '.', '_' and '-', starting and ending with a letter or \
                    digit, and no reserved name.""".formatted(name));
        }
    }

    private void checkPlaceholder(String placeholder) {
        int index = names().indexOf(placeholder);
        if (index < 0) {
            problems.add("name = \"%s\" names \"%s\", and the parameters are %s. %s"
                    .formatted(name, placeholder, names(), namesAdvice()));
        } else if (!parameters.get(index).canStandInName()) {
            problems.add(
                    "name = \"%s\" names \"%s\", whose type is %s. Only primitives, strings and enums can stand in a name."
                            .formatted(name, placeholder, parameters.get(index).simpleType()));
        }
    }

    private List<String> names() {
        return parameters.stream().map(StepParameter::name).toList();
    }

    private String namesAdvice() {
        boolean compiledIn = parameters.isEmpty()
                || !UNKNOWN_NAME.matcher(parameters.get(0).name()).matches();
        return compiledIn ? "Name one of them." : "Compile the class with -parameters, so that their names are known.";
    }

    private void checkUrls() {
        List<StepParameter> urls =
                parameters.stream().filter(StepParameter::isUrl).toList();
        if (urls.size() > 1) {
            problems.add("It has %d parameters annotated @CacheUrl. Keep one.".formatted(urls.size()));
        }
        urls.stream().filter(each -> !each.canHoldDirectory()).forEach(this::addWrongType);
    }

    private void addWrongType(StepParameter url) {
        problems.add(
                "Its parameter \"%s\" annotated @CacheUrl has the type %s. Make it a Path, URI, String or CacheDirectory."
                        .formatted(url.name(), url.simpleType()));
    }
}

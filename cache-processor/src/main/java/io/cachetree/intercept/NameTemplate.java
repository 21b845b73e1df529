package io.cachetree.intercept;

import io.cachetree.tree.NodeName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a step's node, with parameters in braces: {@code "region-{region}"}.
 *
 * <p>Thread safety: immutable.
 */
public final class NameTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final String text;

    /** Creates the template that an annotation gives. */
    public NameTemplate(String text) {
        this.text = text;
    }

    /** Returns the name that an annotation gives; if it gives none, that of the method in kebab-case. */
    static NameTemplate of(String given, String method) {
        return new NameTemplate(given.isEmpty() ? NodeName.kebab(method) : given);
    }

    /** Returns the names in braces. */
    public List<String> parameters() {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Returns whether what stands around the parameters can be part of a name. */
    public boolean isAllowed() {
        return NodeName.isAllowed(PLACEHOLDER.matcher(text).replaceAll("x"));
    }

    /** Returns the name for the given arguments, which stand in the order of the names. */
    String name(List<String> names, @Nullable Object[] arguments) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        return NodeName.encode(PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf(arguments[names.indexOf(found.group(1))]))));
    }

    @Override
    public String toString() {
        return text;
    }
}

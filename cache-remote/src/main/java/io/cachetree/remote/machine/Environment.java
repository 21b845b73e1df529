package io.cachetree.remote.machine;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person set outside of the program: environment variables and Java's system properties.
 *
 * <p>Neither is ever printed, since there are credentials among them. Thread safety: immutable.
 */
public final class Environment {

    private final Map<String, String> variables;
    private final Map<String, String> properties;

    private Environment(Map<String, String> variables, Map<String, String> properties) {
        this.variables = variables;
        this.properties = properties;
    }

    /** Returns that of this process, as it is now. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), properties());
    }

    /** Returns one that consists of the given variables. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(Map.copyOf(variables), Map.of());
    }

    private static Map<String, String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("cachetree.") || name.startsWith("aws.") || name.equals("user.home"))
                .collect(Collectors.toUnmodifiableMap(name -> name, System::getProperty));
    }

    /** Returns the value of an environment variable, unless it is missing or empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns the value of a system property, unless it is missing or empty. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns the value of a setting of this library: {@code cachetree.x-y}, else {@code CACHETREE_X_Y}. */
    public Optional<String> setting(String name) {
        return property("cachetree." + name)
                .or(() -> variable("CACHETREE_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
    }
}

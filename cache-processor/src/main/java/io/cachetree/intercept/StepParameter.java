package io.cachetree.intercept;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * A parameter of a step, as far as its declaration can be right or wrong; read from a class or from a class file.
 *
 * @param name its name
 * @param type the name of its type, such as {@code int[]} or {@code java.nio.file.Path}
 * @param isEnum whether the type is an enum
 * @param isUrl whether it is to get the step's directory
 */
public record StepParameter(String name, String type, boolean isEnum, boolean isUrl) {

    private static final Set<String> IN_NAMES = Set.of(
            "boolean",
            "char",
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            String.class.getName(),
            Boolean.class.getName(),
            Character.class.getName(),
            Byte.class.getName(),
            Short.class.getName(),
            Integer.class.getName(),
            Long.class.getName(),
            Float.class.getName(),
            Double.class.getName());
    private static final Set<String> DIRECTORIES =
            Set.of(URI.class.getName(), Path.class.getName(), String.class.getName(), "io.cachetree.CacheDirectory");

    static StepParameter of(Parameter parameter, String name, boolean isUrl) {
        return new StepParameter(
                name, parameter.getType().getTypeName(), parameter.getType().isEnum(), isUrl);
    }

    /** Returns whether the text form of its value is the value, so that it can stand in a name. */
    boolean canStandInName() {
        return isEnum || IN_NAMES.contains(type);
    }

    boolean canHoldDirectory() {
        return DIRECTORIES.contains(type);
    }

    String simpleType() {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}

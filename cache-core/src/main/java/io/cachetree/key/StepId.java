package io.cachetree.key;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * The method that a step is, as the class file names it.
 *
 * <p>Overloads are different steps, and so are the methods of two classes that share a simple name.
 *
 * @param declaringClass the binary name of the class that declares the method, such as {@code org.lab.Outer$Inner}
 * @param method the method's name
 * @param descriptor the method's descriptor, such as {@code (Lorg/lab/Image;D)Lorg/lab/Density;}
 */
public record StepId(String declaringClass, String method, String descriptor) {

    /** Returns the id of a method. */
    public static StepId of(Method method) {
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        return new StepId(method.getDeclaringClass().getName(), method.getName(), type.toMethodDescriptorString());
    }

    /**
     * Parses the form that {@link #toString()} prints.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static StepId parse(String text) {
        // Kotlin and Groovy allow parentheses in a method's name; a descriptor has one pair, at its start.
        int descriptor = text.lastIndexOf('(');
        int method = text.lastIndexOf('.', descriptor);
        if (method < 1 || descriptor == method + 1) {
            throw new IllegalArgumentException(
                    "Cannot read step \"%s\": it does not look like \"org.lab.CellDensity.measure(D)D\"."
                            .formatted(text));
        }
        return new StepId(
                text.substring(0, method), text.substring(method + 1, descriptor), text.substring(descriptor));
    }

    /** Returns the form for people: the class by its own name, and the method, as in {@code CellDensity.measure}. */
    public String shortForm() {
        return shortName(declaringClass) + "." + method;
    }

    /** Returns a class by its own name, without those of the package and of the classes around it. */
    static String shortName(String className) {
        String name = className.substring(className.lastIndexOf('.') + 1);
        String own = name.substring(name.lastIndexOf('$') + 1);
        boolean isNamed = !own.isEmpty() && !Character.isDigit(own.charAt(0));
        return isNamed ? own : name;
    }

    /** Returns class, method and descriptor as in {@code org.lab.CellDensity.measure(D)D}. */
    @Override
    public String toString() {
        return declaringClass + "." + method + descriptor;
    }
}

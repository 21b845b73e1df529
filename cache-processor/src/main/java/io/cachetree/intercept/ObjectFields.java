package io.cachetree.intercept;

import io.cachetree.annotation.Keyed;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.tree.InvalidStepException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instance fields of the objects of a class, with those of its superclasses, sorted by what they are to the steps of
 * the object or of one that holds it. It is found out once for each class.
 *
 * <p>Thread safety: immutable.
 */
final class ObjectFields {

    private static final ClassValue<ObjectFields> OF_CLASS = new ClassValue<>() {
        @Override
        protected ObjectFields computeValue(Class<?> type) {
            return new ObjectFields(type);
        }
    };

    private final List<ObjectField> keyed = new ArrayList<>();
    private final List<ObjectField> others = new ArrayList<>();
    private final List<ObjectField> values = new ArrayList<>();
    private final List<ObjectField> held = new ArrayList<>();
    private final Class<?> written;
    private final String title;
    private final boolean isNamed;
    private final boolean hasSteps;
    private final @Nullable LinkageError missing;

    private ObjectFields(Class<?> type) {
        missing = addAll(type);
        Stream.of(keyed, others, values, held)
                .forEach(each -> each.sort(Comparator.comparing(ObjectField::qualifiedName)));
        written = StepClasses.written(type);
        isNamed = !written.isHidden() && !Proxy.isProxyClass(type);
        title = isNamed ? written.getName() : titleOfUnnamed(type);
        hasSteps = StepAnnotations.areIn(type);
    }

    private static String titleOfUnnamed(Class<?> type) {
        return type.isHidden()
                ? "lambda"
                : Stream.of(type.getInterfaces())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(" and ", "proxy of ", ""));
    }

    static ObjectFields of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    /** Returns what is missing, if a field is of a class that is not there: then none of them can be looked at. */
    private @Nullable LinkageError addAll(Class<?> type) {
        try {
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                Stream.of(each.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .forEach(this::add);
            }
            return null;
        } catch (LinkageError incomplete) {
            return incomplete;
        }
    }

    /** Returns these, if all are known. */
    ObjectFields complete() {
        if (missing != null) {
            throw new InvalidStepException(
                    "Cannot read the fields of \"%s\", which may be inputs of a step: %s. Add the library that has that class."
                            .formatted(written.getName(), missing),
                    missing);
        }
        return this;
    }

    private void add(Field field) {
        ObjectField read = new ObjectField(field);
        boolean isKeyed = field.isAnnotationPresent(Keyed.class);
        boolean isUnkeyed = field.isAnnotationPresent(Unkeyed.class);
        boolean isComponent = field.getDeclaringClass().isRecord() && !isUnkeyed;
        if (isKeyed || isComponent) {
            keyed.add(read);
        } else if (!field.getType().isPrimitive()) {
            others.add(read);
        }
        if (isKeyed || (isComponent && HeldTypes.isPlainValue(field.getType()))) {
            values.add(read);
        } else if (!isUnkeyed && !field.isSynthetic() && read.holding() != HeldTypes.Holding.NOTHING) {
            held.add(read);
        }
    }

    /** Returns the fields that enter the keys of the object's own steps by their values. */
    List<ObjectField> keyed() {
        return keyed;
    }

    /** Returns all further fields, other than primitives. */
    List<ObjectField> others() {
        return others;
    }

    /**
     * Returns the fields whose values count where another object holds this one: those annotated {@link Keyed}, and of a
     * record the plain values.
     */
    List<ObjectField> values() {
        return values;
    }

    /** Returns the fields of which the implementation counts that is in them. */
    List<ObjectField> held() {
        return held;
    }

    /** Returns the class as its author wrote it. */
    Class<?> written() {
        return written;
    }

    /** Returns whether the class has a name that the next run could know. */
    boolean isNamed() {
        return isNamed;
    }

    /** Returns the name of the class, or what there is to say in place of it. */
    String title() {
        return title;
    }

    boolean hasSteps() {
        return hasSteps;
    }
}

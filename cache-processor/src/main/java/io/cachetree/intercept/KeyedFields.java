package io.cachetree.intercept;

import io.cachetree.annotation.Keyed;
import io.cachetree.engine.StepCall;
import io.cachetree.key.KeyPart;
import io.cachetree.tree.InvalidStepException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields annotated {@link Keyed} of an object, and of the objects with steps that it holds in its fields: a step
 * depends on the configuration of the steps that it calls.
 *
 * <p>What an object gets at otherwise, such as through a list or a provider, is not found. What is known of a class is
 * found out once.
 */
final class KeyedFields {

    private static final ClassValue<KeyedFields> OF_CLASS = new ClassValue<>() {
        @Override
        protected KeyedFields computeValue(Class<?> type) {
            return new KeyedFields(type);
        }
    };

    private final List<Field> keyed = new ArrayList<>();
    private final List<Field> others = new ArrayList<>();
    private final boolean hasSteps;

    private KeyedFields(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Stream.of(each.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(this::add);
        }
        keyed.sort(Comparator.comparing(KeyedFields::name));
        others.sort(Comparator.comparing(KeyedFields::name));
        hasSteps = hasSteps(type);
    }

    /** A class whose methods name classes that are not there cannot be looked at; it has no step that could run. */
    private static boolean hasSteps(Class<?> type) {
        try {
            return StepClasses.above(type).stream()
                    .filter(each -> each.getClassLoader() != null)
                    .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                    .anyMatch(method -> StepAnnotations.of(method).cached().isPresent());
        } catch (LinkageError incomplete) {
            return false;
        }
    }

    /** Returns what enters the key of the steps of an object, by the names of the fields. */
    static List<StepCall.Input> of(Object self) {
        List<StepCall.Input> inputs = new ArrayList<>();
        collect(self, "", inputs, Collections.newSetFromMap(new IdentityHashMap<>()));
        return inputs;
    }

    private static void collect(Object self, String prefix, List<StepCall.Input> inputs, Set<Object> seen) {
        KeyedFields fields = OF_CLASS.get(self.getClass());
        if (!fields.hasSteps || !seen.add(self)) {
            return;
        }
        for (Field field : fields.keyed) {
            inputs.add(input(field, prefix, self));
        }
        for (Field field : fields.others) {
            Object held = value(field, self);
            if (held != null) {
                collect(held, prefix + field.getName() + ".", inputs, seen);
            }
        }
    }

    private static StepCall.Input input(Field field, String prefix, Object self) {
        return new StepCall.Input(
                KeyPart.Kind.FIELD,
                prefix + name(field),
                value(field, self),
                Modifier.isFinal(field.getModifiers()) ? null : () -> value(field, self));
    }

    private void add(Field field) {
        if (field.isAnnotationPresent(Keyed.class)) {
            open(field);
            keyed.add(field);
        } else if (!field.getType().isPrimitive() && field.trySetAccessible()) {
            others.add(field);
        }
    }

    private static void open(Field field) {
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new InvalidStepException(
                    "Cannot read the @Keyed field %s: its module keeps it closed. Open the package to io.cachetree.intercept."
                            .formatted(name(field)),
                    e);
        }
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    private static @Nullable Object value(Field field, Object self) {
        try {
            return field.get(self);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Field %s was opened".formatted(name(field)), e);
        }
    }
}

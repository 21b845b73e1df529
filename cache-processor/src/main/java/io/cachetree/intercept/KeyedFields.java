package io.cachetree.intercept;

import io.cachetree.annotation.Keyed;
import io.cachetree.engine.StepCall;
import io.cachetree.key.KeyPart;
import io.cachetree.tree.InvalidStepException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fields annotated {@link Keyed} of a class and its superclasses. */
final class KeyedFields {

    private final List<Field> fields;

    private KeyedFields(List<Field> fields) {
        this.fields = fields;
    }

    static KeyedFields of(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.isAnnotationPresent(Keyed.class) && !Modifier.isStatic(field.getModifiers())) {
                    fields.add(opened(field));
                }
            }
        }
        fields.sort(Comparator.comparing(KeyedFields::name));
        return new KeyedFields(fields);
    }

    private static Field opened(Field field) {
        try {
            field.setAccessible(true);
            return field;
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

    List<StepCall.Input> values(Object self) {
        return fields.stream()
                .map(field -> new StepCall.Input(KeyPart.Kind.FIELD, name(field), value(field, self)))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable Object value(Field field, Object self) {
        try {
            return field.get(self);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Field %s was opened".formatted(name(field)), e);
        }
    }
}

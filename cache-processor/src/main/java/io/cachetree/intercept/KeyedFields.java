package io.cachetree.intercept;

import io.cachetree.annotation.Keyed;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.engine.call.StepCall;
import io.cachetree.key.KeyPart;
import io.cachetree.tree.InvalidStepException;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Field;
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
 * <p>Of a record all components count, for they are what it is; of an enum, which constant it is. What an object gets at otherwise, such as through a list or a provider, is not found. What is known of a class is
 * found out once.
 */
final class KeyedFields {

    private static final ClassValue<KeyedFields> OF_CLASS = new ClassValue<>() {
        @Override
        protected KeyedFields computeValue(Class<?> type) {
            return new KeyedFields(type);
        }
    };

    private final List<ObjectField> keyed = new ArrayList<>();
    private final List<ObjectField> others = new ArrayList<>();
    private final boolean hasSteps;

    private KeyedFields(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Stream.of(each.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(this::add);
        }
        keyed.sort(Comparator.comparing(ObjectField::qualifiedName));
        others.sort(Comparator.comparing(ObjectField::qualifiedName));
        hasSteps = StepAnnotations.areIn(type);
    }

    private void add(Field field) {
        if (isKeyed(field)) {
            keyed.add(new ObjectField(field));
        } else if (!field.getType().isPrimitive()) {
            others.add(new ObjectField(field));
        }
    }

    private static boolean isKeyed(Field field) {
        return field.isAnnotationPresent(Keyed.class)
                || (field.getDeclaringClass().isRecord() && !field.isAnnotationPresent(Unkeyed.class));
    }

    /**
     * Returns what enters the key of the steps of an object, by the names of the fields.
     *
     * @param lookup what the step's class can see of its module, if it lends that
     */
    static List<StepCall.Input> of(Object self, @Nullable Lookup lookup) {
        KeyedFields fields = OF_CLASS.get(self.getClass());
        if (fields.keyed.isEmpty() && fields.others.isEmpty() && !(self instanceof Enum<?>)) {
            return List.of();
        }
        List<StepCall.Input> inputs = new ArrayList<>();
        collect(self, lookup, "", inputs, Collections.newSetFromMap(new IdentityHashMap<>()));
        return inputs;
    }

    private static void collect(
            Object self, @Nullable Lookup lookup, String prefix, List<StepCall.Input> inputs, Set<Object> seen) {
        KeyedFields fields = OF_CLASS.get(self.getClass());
        if (!fields.hasSteps || !seen.add(self)) {
            return;
        }
        if (self instanceof Enum<?> constant) {
            String name = prefix + constant.getDeclaringClass().getSimpleName();
            inputs.add(new StepCall.Input(KeyPart.Kind.FIELD, name, constant));
        }
        for (ObjectField field : fields.keyed) {
            require(field.isReadable(lookup), "@Keyed field", field, lookup);
            inputs.add(field.input(prefix, self, lookup));
        }
        for (ObjectField field : fields.others) {
            boolean isReadable = field.isReadable(lookup);
            require(isReadable || !field.mayHoldSteps(), "field", field, lookup);
            Object held = isReadable ? field.value(self, lookup) : null;
            if (held != null) {
                collect(held, lookup, prefix + field.name() + ".", inputs, seen);
            }
        }
    }

    /** A step that is woven can read its own module: it is another module's field that it cannot. */
    private static void require(boolean condition, String kind, ObjectField field, @Nullable Lookup lookup) {
        if (!condition) {
            throw new InvalidStepException(
                    "Cannot read the %s %s: its module keeps it closed. Open the package to io.cachetree.intercept%s."
                            .formatted(kind, field.qualifiedName(), lookup == null ? ", or weave its class" : ""));
        }
    }
}

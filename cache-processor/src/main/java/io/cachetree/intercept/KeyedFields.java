package io.cachetree.intercept;

import io.cachetree.annotation.Keyed;
import io.cachetree.engine.call.StepCall;
import io.cachetree.key.KeyPart;
import io.cachetree.tree.InvalidStepException;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields annotated {@link Keyed} of an object, and of the objects with steps that it holds in its fields: a step
 * depends on the configuration of the steps that it calls.
 *
 * <p>Of a record all components count, for they are what it is; of an enum, which constant it is. What an object gets at otherwise, such as through a list or a provider, is not found.
 */
final class KeyedFields {

    private KeyedFields() {}

    /**
     * Returns what enters the key of the steps of an object, by the names of the fields.
     *
     * @param lookup what the step's class can see of its module, if it lends that
     */
    static List<StepCall.Input> of(Object self, @Nullable Lookup lookup) {
        ObjectFields fields = ObjectFields.of(self.getClass()).complete();
        if (fields.keyed().isEmpty() && fields.others().isEmpty() && !(self instanceof Enum<?>)) {
            return List.of();
        }
        List<StepCall.Input> inputs = new ArrayList<>();
        collect(self, lookup, "", inputs, Collections.newSetFromMap(new IdentityHashMap<>()));
        return inputs;
    }

    private static void collect(
            Object self, @Nullable Lookup lookup, String prefix, List<StepCall.Input> inputs, Set<Object> seen) {
        ObjectFields fields = ObjectFields.of(self.getClass());
        if (!fields.hasSteps() || !seen.add(self)) {
            return;
        }
        fields.complete();
        if (self instanceof Enum<?> constant) {
            String name = prefix + constant.getDeclaringClass().getSimpleName();
            inputs.add(new StepCall.Input(KeyPart.Kind.FIELD, name, constant));
        }
        for (ObjectField field : fields.keyed()) {
            require(field.isReadable(lookup), "@Keyed field", field, lookup);
            inputs.add(field.input(prefix, self, lookup));
        }
        for (ObjectField field : fields.others()) {
            boolean isReadable = field.isReadable(lookup);
            require(isReadable || !field.mayHoldSteps(), "field", field, lookup);
            Object held = isReadable ? field.value(self, lookup) : null;
            if (held != null) {
                collect(held, lookup, prefix + field.name() + ".", inputs, seen);
            }
        }
    }

    /** A step that is woven can read its own module: it is another module's field that it cannot. */
    static void require(boolean condition, String kind, ObjectField field, @Nullable Lookup lookup) {
        if (!condition) {
            throw new InvalidStepException(
                    "Cannot read the %s %s: its module keeps it closed. Open the package to io.cachetree.intercept%s."
                            .formatted(kind, field.qualifiedName(), lookup == null ? ", or weave its class" : ""));
        }
    }
}

package io.cachetree.intercept;

import io.cachetree.engine.call.StepCall;
import io.cachetree.key.ClassOrigin;
import io.cachetree.key.Implementation;
import io.cachetree.key.KeyPart;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The implementations that an object holds in its fields, by the names of their classes: a step that calls a service depends
 * on which one was bound, whoever bound it.
 *
 * <ul>
 *   <li>The class counts as its author wrote it: it does not matter who made the object. Of an
 *       anonymous or local class, what is written in it counts too, unless the step has a version. Of an enum the constant counts,
 *       of a lambda or proxy that it is one; of a class of a library, the library's version too, unless the field's type is
 *       from the same.
 *   <li>Objects of the project's own classes are looked into: what they hold counts in the same way, and so do their
 *       fields annotated {@link io.cachetree.annotation.Keyed}, and of a record the components that are plain values.
 *   <li>Which fields count is said by {@link HeldTypes}; those annotated do not, nor what a compiler made up.
 *   <li>At most {@value #LIMIT} objects are looked into, and none within itself: what lies deeper counts by its class.
 * </ul>
 *
 * <p>What is known of a class is found out once. Where nothing is held, a call allocates nothing; else a list and an {@link
 * Implementation} for each object that it names, whatever data these hold.
 *
 * <p>Thread safety: none; it is for one call.
 */
final class HeldObjects {

    /** How many objects are looked into at most. */
    static final int LIMIT = 100;

    private final @Nullable Lookup lookup;
    private final ClassOrigin.Source origins;
    private final boolean hasVersion;
    private final Deque<Object> around = new ArrayDeque<>();
    private int left = LIMIT;

    private HeldObjects(@Nullable Lookup lookup, ClassOrigin.Source origins, boolean hasVersion) {
        this.lookup = lookup;
        this.origins = origins;
        this.hasVersion = hasVersion;
    }

    /**
     * Returns an input for each field of an object that holds an implementation; a record or enum is a value itself.
     *
     * @param lookup what the step's class can see of its module, if it lends that
     * @param origins tells where classes are from
     * @param hasVersion whether the step's author says when its code changed: then no library counts
     */
    static List<StepCall.Input> of(
            Object self, @Nullable Lookup lookup, ClassOrigin.Source origins, boolean hasVersion) {
        List<ObjectField> fields = ObjectFields.of(self.getClass()).held();
        return fields.isEmpty() || self instanceof Record || self instanceof Enum<?>
                ? List.of()
                : new HeldObjects(lookup, origins, hasVersion).inputs(fields, self);
    }

    private List<StepCall.Input> inputs(List<ObjectField> fields, Object self) {
        List<StepCall.Input> inputs = new ArrayList<>(fields.size());
        around.push(self);
        for (ObjectField field : fields) {
            found(field, field.qualifiedName(), self, true)
                    .ifPresent(each -> inputs.add(new StepCall.Input(KeyPart.Kind.FIELD, each.name(), each.value())));
        }
        return inputs;
    }

    /**
     * Returns what counts of a field, if something does.
     *
     * @param isKeyed whether the keyed fields of objects with steps in it are inputs by themselves
     */
    private Optional<Implementation.Field> found(ObjectField field, String name, Object holder, boolean isKeyed) {
        if (!field.isReadable(lookup)) {
            return Optional.empty();
        }
        Object held = field.value(holder, lookup);
        HeldTypes.Holding holding = holding(field, holder);
        if (!counts(holding, field, held)) {
            return Optional.empty();
        }
        Object value = held == null || held instanceof Enum<?> ? held : implementation(field, held, isKeyed);
        return Optional.of(new Implementation.Field(name, value));
    }

    private boolean counts(HeldTypes.Holding holding, ObjectField field, @Nullable Object held) {
        return switch (holding) {
            case NOTHING -> false;
            case IMPLEMENTATION -> true;
            case IMPLEMENTATION_IF_OWN_TYPE -> origins.of(field.type()).isOwn();
            case OWN_IMPLEMENTATION -> held != null && isOwn(held);
        };
    }

    /** What a superclass of a library holds of its own kind is its own business, and counts by the library's version. */
    private HeldTypes.Holding holding(ObjectField field, Object holder) {
        boolean isInherited = !field.declaringClass()
                .equals(ObjectFields.of(holder.getClass()).written());
        return isInherited && isOfALibrary(field.declaringClass()) && isOfALibrary(field.type())
                ? HeldTypes.Holding.OWN_IMPLEMENTATION
                : field.holding();
    }

    private boolean isOfALibrary(Class<?> type) {
        return !origins.of(type).library().isEmpty();
    }

    /** A lambda is from where it is written: its class is a nestmate of the one around it. */
    private boolean isOwn(Object held) {
        return origins.of(ObjectFields.of(held.getClass()).written().getNestHost())
                .isOwn();
    }

    private Implementation implementation(ObjectField field, Object held, boolean isKeyed) {
        ObjectFields fields = ObjectFields.of(held.getClass());
        if (!fields.isNamed()) {
            return new Implementation(fields.title(), "", List.of());
        }
        ClassOrigin origin = origins.of(fields.written());
        return new Implementation(
                hasVersion || origin.text().isEmpty() ? fields.title() : fields.title() + "#" + origin.text(),
                library(origin, field),
                origin.isOwn() ? inside(held, fields, isKeyed && fields.hasSteps()) : List.of());
    }

    /** The library of the field's type counts where the code calls it. */
    private String library(ClassOrigin origin, ObjectField field) {
        boolean isElsewhere = !hasVersion
                && !origin.library().isEmpty()
                && !origin.library().equals(origins.of(field.type()).library());
        return isElsewhere ? origin.library() : "";
    }

    private List<Implementation.Field> inside(Object held, ObjectFields fields, boolean isKeyed) {
        if (left == 0 || around.stream().anyMatch(each -> isSame(each, held))) {
            return List.of();
        }
        fields.complete();
        left--;
        around.push(held);
        List<Implementation.Field> found = new ArrayList<>();
        if (!isKeyed) {
            fields.values().forEach(each -> found.add(value(each, held)));
        }
        fields.held().forEach(each -> found(each, each.name(), held, isKeyed).ifPresent(found::add));
        around.pop();
        return found;
    }

    private Implementation.Field value(ObjectField field, Object held) {
        KeyedFields.require(field.isReadable(lookup), "@Keyed field", field, lookup);
        return new Implementation.Field(field.name(), field.value(held, lookup));
    }

    @SuppressWarnings("ReferenceEquality") // A ring leads back to the object itself; an equal one is no ring.
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}

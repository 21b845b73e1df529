package io.cachetree.intercept;

import io.cachetree.annotation.Cached;
import io.cachetree.engine.call.StepCall;
import io.cachetree.key.KeyPart;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object, to be read whether its module is open or not: woven classes lend what they see of their own
 * module.
 *
 * <p>Thread safety: any number of threads.
 */
final class ObjectField {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final Field field;
    private final boolean isOpen;
    private final boolean mayHoldSteps;
    private final HeldTypes.Holding holding;
    private volatile @Nullable MethodHandle getter;

    ObjectField(Field field) {
        this.field = field;
        this.isOpen = field.trySetAccessible();
        this.mayHoldSteps = !isOpen && mayHoldSteps(field);
        this.holding = HeldTypes.holding(field.getType());
    }

    /** Classes of the JDK and of libraries that know nothing of steps have closed fields too. */
    private static boolean mayHoldSteps(Field field) {
        Class<?> type = field.getType();
        return field.getDeclaringClass().getModule().canRead(Cached.class.getModule())
                && !type.isPrimitive()
                && !type.isArray()
                && (!Modifier.isFinal(type.getModifiers()) || StepAnnotations.areIn(type));
    }

    /** Returns whether the field is closed, and an object with steps could be in it: its class or a subclass has some. */
    boolean mayHoldSteps() {
        return mayHoldSteps;
    }

    /** Returns the name of the field's class, and its own: one class cannot have two, but its superclass can have another. */
    String qualifiedName() {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    /** Returns what counts of the object in the field by the field's type. */
    HeldTypes.Holding holding() {
        return holding;
    }

    Class<?> type() {
        return field.getType();
    }

    Class<?> declaringClass() {
        return field.getDeclaringClass();
    }

    String name() {
        return field.getName();
    }

    boolean isReadable(@Nullable Lookup lookup) {
        return isOpen || getter(lookup) != null;
    }

    /** Returns the value; the field must be readable. */
    @Nullable Object value(Object self, @Nullable Lookup lookup) {
        try {
            MethodHandle read = isOpen ? null : getter(lookup);
            return read == null ? field.get(self) : (Object) read.invokeExact(self);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Field %s was readable".formatted(qualifiedName()), e);
        }
    }

    /** Returns the value as an input of a step; one that can be assigned anew can be read again. */
    StepCall.Input input(String prefix, Object self, @Nullable Lookup lookup) {
        return new StepCall.Input(
                KeyPart.Kind.FIELD,
                prefix + qualifiedName(),
                value(self, lookup),
                Modifier.isFinal(field.getModifiers()) ? null : () -> value(self, lookup));
    }

    /** What another module may read must not depend on whether its owner has read it before. */
    private @Nullable MethodHandle getter(@Nullable Lookup lookup) {
        if (lookup == null || !isOfModule(lookup)) {
            return null;
        }
        MethodHandle known = getter;
        if (known == null) {
            known = find(lookup);
            getter = known;
        }
        return known;
    }

    private boolean isOfModule(Lookup lookup) {
        return field.getDeclaringClass().getModule().equals(lookup.lookupClass().getModule());
    }

    private @Nullable MethodHandle find(Lookup lookup) {
        try {
            return MethodHandles.privateLookupIn(field.getDeclaringClass(), lookup)
                    .unreflectGetter(field)
                    .asType(GETTER);
        } catch (IllegalAccessException closed) {
            return null;
        }
    }
}

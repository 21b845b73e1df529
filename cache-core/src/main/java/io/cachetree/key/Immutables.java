package io.cachetree.key;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows the classes whose objects never change: the values of the JDK, enums, and records whose components are declared
 * to be such. It is found out once for each class.
 */
final class Immutables {

    private static final Set<Class<?>> VALUES = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            String.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Locale.class,
            Charset.class,
            Class.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isImmutable(type, Set.of());
        }
    };

    private Immutables() {}

    static boolean isImmutable(Object value) {
        return KNOWN.get(value.getClass());
    }

    /** A record that can hold one of its own class is immutable if all else in it is. */
    private static boolean isImmutable(Class<?> type, Set<Class<?>> around) {
        if (type.isRecord()) {
            return around.contains(type) || areImmutable(type, with(type, around));
        }
        return type.isPrimitive() || VALUES.contains(type) || isEnum(type) || isTime(type);
    }

    private static boolean areImmutable(Class<?> type, Set<Class<?>> around) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .allMatch(each -> isImmutable(each, around));
    }

    private static Set<Class<?>> with(Class<?> type, Set<Class<?>> others) {
        return Stream.concat(Stream.of(type), others.stream()).collect(Collectors.toSet());
    }

    /** A constant with a body has a class of its own. */
    private static boolean isEnum(Class<?> type) {
        return Enum.class.isAssignableFrom(type);
    }

    /** All that is in this package is. */
    private static boolean isTime(Class<?> type) {
        return type.getPackageName().equals("java.time");
    }
}

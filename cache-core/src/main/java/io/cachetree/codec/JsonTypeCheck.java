package io.cachetree.codec;

import java.io.File;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.util.ClassUtil;

/**
 * Decides before a step runs whether the values of a type come back from JSON as they were.
 *
 * <ul>
 *   <li>It follows type arguments, the components of records and arrays, the properties of classes, and their subtypes; it
 *       stops at the first that cannot be stored, and names it.
 *   <li>Of the JDK's types it takes those that are plain values, and the collections.
 *   <li>Of a class, Jackson has to write and to read the same properties. A field that is no property is not noticed.
 *   <li>Where an author gave a serializer of their own, the author's word is taken.
 * </ul>
 *
 * <p>Thread safety: none; it is made for one type.
 */
final class JsonTypeCheck {

    private static final Set<Class<?>> NUMBERS_AND_TEXT = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class);

    private static final Set<Class<?>> OPTIONAL_NUMBERS =
            Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private static final List<Class<?>> TIMES =
            List.of(Temporal.class, TemporalAmount.class, MonthDay.class, ZoneId.class);

    private static final List<Class<?>> LIVE = List.of(
            AutoCloseable.class, Iterator.class, Thread.class, Future.class, CompletionStage.class, Executor.class);

    private static final List<Class<?>> FILES = List.of(Path.class, File.class);

    private static final String DECLARE = "Declare the exact type.";
    private static final String OR_CODEC = "Return a record of plain data, or register a CodecProvider.";

    private final Type declared;
    private final JsonMapper mapper;
    private final SerializationContext writing;
    private final DeserializationContext reading;
    private final Set<JavaType> seen = new HashSet<>();

    JsonTypeCheck(Type declared, JsonMapper mapper) {
        this.declared = declared;
        this.mapper = mapper;
        this.writing = mapper._serializationContext();
        this.reading = mapper._deserializationContext();
    }

    /**
     * Returns if the values of the declared type come back.
     *
     * @param resolved the declared type as Jackson sees it
     * @throws NoCodecException if they do not; the message names the part that is to blame
     */
    void check(JavaType resolved) {
        requireResolved(declared);
        check(resolved, nameOf(resolved));
    }

    /** Returns the name of a type for people: {@code List}, {@code Report}, {@code Cell[]}. */
    static String nameOf(JavaType type) {
        return type.getRawClass().getSimpleName();
    }

    private void requireResolved(Type type) {
        if (type instanceof TypeVariable<?> || type instanceof WildcardType) {
            throw refused("what \"%s\" stands for is not known".formatted(type.getTypeName()), DECLARE);
        } else if (type instanceof ParameterizedType parameterized) {
            List.of(parameterized.getActualTypeArguments()).forEach(this::requireResolved);
        } else if (type instanceof GenericArrayType array) {
            requireResolved(array.getGenericComponentType());
        }
    }

    /** Checks one type; {@code place} is where it stands, such as {@code Report.cells[]}. */
    private void check(JavaType type, String place) {
        Class<?> raw = type.getRawClass();
        if (isValue(raw) || !seen.add(type)) {
            return;
        }
        requireData(raw, place);
        if (raw == Optional.class) {
            checkOptional(type, place);
        } else if (type.isArrayType()) {
            check(type.getContentType(), place + "[]");
        } else if (type.isContainerType()) {
            checkContainer(type, place);
        } else {
            checkClass(type, place);
        }
    }

    private static boolean isValue(Class<?> raw) {
        return raw.isPrimitive() || isKey(raw) || OPTIONAL_NUMBERS.contains(raw);
    }

    private static boolean isKey(Class<?> raw) {
        return NUMBERS_AND_TEXT.contains(raw) || raw.isEnum() || isTime(raw);
    }

    private static boolean isTime(Class<?> raw) {
        return raw.getPackageName().equals("java.time") && isOneOf(TIMES, raw);
    }

    private void requireData(Class<?> raw, String place) {
        if (raw == Object.class) {
            throw refusedAt(place, "could be any object", DECLARE);
        } else if (isLive(raw)) {
            throw refusedAt(place, "is a %s, which ends with this process".formatted(raw.getName()), OR_CODEC);
        } else if (isOneOf(FILES, raw)) {
            throw refusedAt(
                    place,
                    "is a %s, and files are results of their own".formatted(raw.getName()),
                    "Return a Path or a List<Path> from a step of its own.");
        } else if (ClassUtil.isNonStaticInnerClass(raw)) {
            throw refusedAt(place, "is an inner class, which needs its outer object", "Make it static, or a record.");
        }
    }

    /** Returns whether what an object stands for ends with this process. */
    static boolean isLive(Class<?> raw) {
        return isOneOf(LIVE, raw);
    }

    private static boolean isOneOf(List<Class<?>> types, Class<?> raw) {
        return types.stream().anyMatch(type -> type.isAssignableFrom(raw));
    }

    private void checkOptional(JavaType type, String place) {
        if (type.getContentType().hasRawClass(Optional.class)) {
            throw refusedAt(place, "is an Optional in an Optional, which JSON cannot tell apart", OR_CODEC);
        }
        check(type.getContentType(), place + ".value");
    }

    private void checkContainer(JavaType type, String place) {
        if (!isOfJdk(type.getRawClass())) {
            throw refusedAt(
                    place, "is a collection with a class of its own", "Return a record that holds a List or Map.");
        }
        if (type.isMapLikeType() && !isKey(type.getKeyType().getRawClass())) {
            throw refusedAt(place, "has keys that are no text, numbers or enum constants", "Return a list of records.");
        }
        requireReadable(type, place);
        check(type.getContentType(), place + "[]");
    }

    private void checkClass(JavaType type, String place) {
        if (isOfJdk(type.getRawClass())) {
            throw refusedAt(
                    place,
                    "is a %s, of which CacheTree does not know that it comes back equal"
                            .formatted(type.getRawClass().getName()),
                    OR_CODEC);
        }
        if (hasTypeId(type, place)) {
            checkSubtypes(type, place);
        } else {
            checkProperties(type, place);
        }
    }

    private static boolean isOfJdk(Class<?> raw) {
        return raw.getName().startsWith("java.") || raw.getName().startsWith("javax.");
    }

    private boolean hasTypeId(JavaType type, String place) {
        try {
            return reading.findTypeDeserializer(type) != null;
        } catch (JacksonException e) {
            throw notByJackson(place, e);
        }
    }

    private void checkSubtypes(JavaType type, String place) {
        subtypesOf(type).stream()
                .map(NamedType::getType)
                .filter(type.getRawClass()::isAssignableFrom)
                .map(subtype -> mapper.getTypeFactory().constructSpecializedType(type, subtype))
                .filter(JavaType::isConcrete)
                .forEach(subtype -> checkProperties(subtype, place));
    }

    private Collection<NamedType> subtypesOf(JavaType type) {
        return mapper.deserializationConfig()
                .getSubtypeResolver()
                .collectAndResolveSubtypesByTypeId(
                        mapper.deserializationConfig(), reading.introspectClassAnnotations(type));
    }

    private void checkProperties(JavaType type, String place) {
        ValueDeserializer<?> reader = requireReadable(type, place);
        ValueSerializer<?> writer = writerOf(type, place);
        if (writer instanceof UnknownSerializer && !type.isRecordType()) {
            throw refusedAt(place, "is a class without properties", OR_CODEC);
        }
        if (writer instanceof BeanSerializerBase && reader instanceof BeanDeserializerBase bean) {
            requireConstructor(bean, place);
            requireSameProperties(type, writer, bean);
            writer.properties().forEachRemaining(property -> checkProperty(property, nameOf(type)));
        }
    }

    private ValueDeserializer<?> requireReadable(JavaType type, String place) {
        ValueDeserializer<?> reader = readerOf(type, place);
        if (reader instanceof AbstractDeserializer) {
            throw refusedAt(
                    place,
                    "is an abstract type, and nothing says which class to read",
                    "Declare the exact type, or annotate it with @JsonTypeInfo(use = NAME) and @JsonSubTypes.");
        }
        return reader;
    }

    private ValueDeserializer<?> readerOf(JavaType type, String place) {
        try {
            return reading.findNonContextualValueDeserializer(type);
        } catch (JacksonException e) {
            throw notByJackson(place, e);
        }
    }

    private ValueSerializer<?> writerOf(JavaType type, String place) {
        try {
            return writing.findValueSerializer(type);
        } catch (JacksonException e) {
            throw notByJackson(place, e);
        }
    }

    private void requireConstructor(BeanDeserializerBase reader, String place) {
        if (!reader.getValueInstantiator().canInstantiate()) {
            throw refusedAt(
                    place, "has no constructor that Jackson could call", "Make it a record, or add @JsonCreator.");
        }
    }

    private void requireSameProperties(JavaType type, ValueSerializer<?> writer, BeanDeserializerBase reader) {
        Set<String> written = new TreeSet<>();
        writer.properties().forEachRemaining(property -> written.add(property.getName()));
        Set<String> read = new TreeSet<>();
        reader.properties().forEachRemaining(property -> read.add(property.getName()));
        creatorsOf(reader).forEach(property -> read.add(property.getName()));
        requireAll(type, written, read, "is written but could not be read");
        requireAll(type, read, written, "is read but would not be written");
    }

    private List<SettableBeanProperty> creatorsOf(BeanDeserializerBase reader) {
        @Nullable SettableBeanProperty[] creators =
                reader.getValueInstantiator().getFromObjectArguments(mapper.deserializationConfig());
        return creators == null
                ? List.of()
                : Stream.of(creators).filter(Objects::nonNull).toList();
    }

    private void requireAll(JavaType type, Set<String> names, Set<String> others, String why) {
        names.stream().filter(name -> !others.contains(name)).findFirst().ifPresent(name -> {
            throw refusedAt(
                    nameOf(type) + "." + name,
                    why,
                    "Give it an accessor and a constructor parameter, make the class a record, or add @JsonIgnore.");
        });
    }

    private void checkProperty(PropertyWriter property, String owner) {
        boolean authorsWord = property.getAnnotation(JsonSerialize.class) != null;
        if (!authorsWord) {
            check(property.getType(), owner + "." + property.getName());
        }
    }

    private NoCodecException notByJackson(String place, JacksonException e) {
        return refusedAt(place, "cannot be read back by Jackson (%s)".formatted(e.getOriginalMessage()), OR_CODEC);
    }

    private NoCodecException refusedAt(String place, String why, String whatToDo) {
        return refused("\"%s\" %s".formatted(place, why), whatToDo);
    }

    private NoCodecException refused(String why, String whatToDo) {
        return new NoCodecException(declared, why, whatToDo);
    }
}

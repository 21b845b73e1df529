package io.cachetree.codec;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * Knows which types are kept in parts: records and {@code Map<String, V>}, if a part has a codec that is neither JSON nor
 * text. All others are JSON as a whole, among them:
 *
 * <ul>
 *   <li>records with annotations of Jackson, since their author has said what their JSON is;
 *   <li>records that hold themselves, as a codec would have to.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 *
 * @param format the JSON
 * @param codecs finds the codec of a part, or throws {@link NoCodecException}
 */
record PartTypes(JsonFormat format, Function<Type, Codec<?>> codecs) {

    private static final int DEEPEST = 50;

    /**
     * Returns the parts of the values of a type, if they are kept in parts.
     *
     * @throws NoCodecException if they would be, but one has no codec
     */
    @SuppressWarnings("unchecked") // what has the type comes apart into parts of their types
    <T> Optional<Parts<T>> of(Type type, JavaType resolved) {
        if (!hasParts(resolved) || holdsItself(resolved, List.of())) {
            return Optional.empty();
        }
        Optional<? extends Parts<?>> parts =
                resolved.isRecordType() ? ofRecord(type, resolved) : ofMap(type, resolved.getContentType());
        return parts.map(each -> (Parts<T>) each);
    }

    private static boolean hasParts(JavaType type) {
        return type.isRecordType()
                ? !isJacksons(type.getRawClass()) && !JsonTypeCheck.isLive(type.getRawClass())
                : isMapOfNames(type);
    }

    private static boolean isMapOfNames(JavaType type) {
        return type.hasRawClass(Map.class) && type.getKeyType().hasRawClass(String.class);
    }

    private static boolean isJacksons(Class<?> type) {
        return Stream.<AnnotatedElement[]>of(
                        new AnnotatedElement[] {type},
                        type.getDeclaredFields(),
                        type.getDeclaredMethods(),
                        type.getDeclaredConstructors())
                .flatMap(Stream::of)
                .flatMap(each -> Stream.of(each.getDeclaredAnnotations()))
                .map(each -> each.annotationType().getName())
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson."));
    }

    private boolean holdsItself(JavaType type, List<JavaType> around) {
        if (around.contains(type) || around.size() > DEEPEST) {
            return true;
        }
        List<JavaType> within = new ArrayList<>(around);
        within.add(type);
        return hasParts(type) && partTypes(type).anyMatch(each -> holdsItself(each, within));
    }

    private Stream<JavaType> partTypes(JavaType type) {
        return type.isRecordType()
                ? Stream.of(type.getRawClass().getRecordComponents()).map(each -> resolved(each, type))
                : Stream.of(type.getContentType());
    }

    private JavaType resolved(RecordComponent component, JavaType type) {
        return format.mapper().getTypeFactory().resolveMemberType(component.getGenericType(), type.getBindings());
    }

    private Optional<MapParts> ofMap(Type type, JavaType content) {
        Type declared = type instanceof ParameterizedType map ? map.getActualTypeArguments()[1] : content;
        List<Type> types = List.of(declared);
        return codecs(type, types, List.of("[]")).map(found -> new MapParts(found.get(0)));
    }

    private Optional<RecordParts> ofRecord(Type type, JavaType resolved) {
        List<RecordComponent> components = List.of(resolved.getRawClass().getRecordComponents());
        List<Type> types = components.stream()
                .map(each -> declared(each, type, resolved(each, resolved)))
                .toList();
        List<String> names = components.stream().map(RecordComponent::getName).toList();
        return codecs(type, types, names).map(found -> RecordParts.of(resolved.getRawClass(), found));
    }

    /** Providers know the types of Java; Jackson's is for those of which Java has no value. */
    private static Type declared(RecordComponent component, Type record, JavaType resolved) {
        Type type = component.getGenericType();
        if (type instanceof TypeVariable<?> variable && record instanceof ParameterizedType parameterized) {
            List<?> variables = List.of(variable.getGenericDeclaration().getTypeParameters());
            return parameterized.getActualTypeArguments()[variables.indexOf(variable)];
        }
        if (!hasVariable(type)) {
            return type;
        }
        return resolved.containedTypeCount() == 0 && !resolved.isArrayType() ? resolved.getRawClass() : resolved;
    }

    private static boolean hasVariable(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.of(parameterized.getActualTypeArguments()).anyMatch(PartTypes::hasVariable);
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                    .flatMap(Stream::of)
                    .anyMatch(PartTypes::hasVariable);
        }
        return !(type instanceof Class);
    }

    /** Returns the codecs of the parts, or nothing if all of them may as well be JSON together. */
    @SuppressWarnings("unchecked") // found by the type of the part
    private Optional<List<Codec<@Nullable Object>>> codecs(Type whole, List<Type> types, List<String> names) {
        List<Codec<@Nullable Object>> found = new ArrayList<>();
        NoCodecException none = null;
        for (Type type : types) {
            try {
                found.add((Codec<@Nullable Object>) codecs.apply(type));
            } catch (NoCodecException e) {
                none = none != null ? none : e.in(whole, names.get(types.indexOf(type)));
            }
        }
        boolean areJson = none == null || !none.isOfFiles();
        if (areJson && found.stream().allMatch(PartTypes::isPlain)) {
            return Optional.empty();
        }
        if (none != null) {
            throw none;
        }
        return Optional.of(found);
    }

    /** Returns whether the values of a codec have no files of their own. */
    static boolean isPlain(Codec<?> codec) {
        Codec<?> known = Codecs.withoutNull(codec);
        return known instanceof JsonCodec
                || known instanceof TextCodec
                || known.id().equals("void");
    }
}

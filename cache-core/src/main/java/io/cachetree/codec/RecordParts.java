package io.cachetree.codec;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record.
 *
 * @param constructor its canonical constructor
 * @param components its components, in their order
 */
record RecordParts(Constructor<?> constructor, List<Component> components) implements Parts<Object> {

    /** A component, how it is read, and its codec. */
    record Component(String name, Method accessor, Codec<@Nullable Object> codec) {

        /** Those of the component that may stand at a method are at its accessor, too. */
        Codec.Annotations annotations() {
            return new OfAccessor(accessor);
        }
    }

    /** The annotations of a component. */
    private record OfAccessor(Method accessor) implements Codec.Annotations {
        @Override
        public <A extends Annotation> Optional<A> find(Class<A> type) {
            return Optional.ofNullable(accessor.getAnnotation(type));
        }
    }

    /**
     * Returns the parts of a record.
     *
     * @param codecs the codec of each component, in their order
     * @throws NoCodecException if two components would be one file, or the record cannot be looked into
     */
    static RecordParts of(Class<?> type, List<Codec<@Nullable Object>> codecs) {
        RecordComponent[] declared = type.getRecordComponents();
        Component[] components = new Component[declared.length];
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < declared.length; i++) {
            String name = declared[i].getName();
            components[i] = new Component(name, open(type, declared[i].getAccessor()), codecs.get(i));
            if (!(Codecs.withoutNull(codecs.get(i)) instanceof JsonCodec)) {
                requireFileName(type, name);
                requireOnly(type, name, names.put(Parts.folded(name), name));
            }
        }
        return new RecordParts(open(type, canonical(type, declared)), List.of(components));
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent... components) {
        try {
            return type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // a record has one
        }
    }

    private static <A extends AccessibleObject> A open(Class<?> type, A member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException e) {
            throw new NoCodecException(
                    type,
                    "it is in the module \"%s\", which is closed"
                            .formatted(type.getModule().getName()),
                    "Open the package \"%s\" to this library.".formatted(type.getPackageName()));
        }
    }

    private static void requireFileName(Class<?> type, String name) {
        if (!Parts.isFileName(name)) {
            throw new NoCodecException(
                    type, "its component \"%s\" cannot be the name of a file".formatted(name), Parts.ALLOWED + ".");
        }
    }

    private static void requireOnly(Class<?> type, String name, @Nullable String other) {
        if (other != null) {
            throw new NoCodecException(
                    type,
                    "its components \"%s\" and \"%s\" would be the same file where the case of letters does not count"
                            .formatted(other, name),
                    "Rename one of them.");
        }
    }

    @Override
    public Map<String, @Nullable Object> of(Object value) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        components.forEach(each -> parts.put(each.name(), valueOf(each, value)));
        return parts;
    }

    private static @Nullable Object valueOf(Component component, Object value) {
        try {
            return component.accessor().invoke(value);
        } catch (InvocationTargetException | IllegalAccessException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidStepException(
                    "Cannot write the result: its component \"%s\" cannot be read: %s. Correct its accessor."
                            .formatted(component.name(), cause),
                    cause);
        }
    }

    @Override
    public Codec<@Nullable Object> codec(String name) throws IOException {
        return components.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(Component::codec)
                .orElseThrow(
                        () -> new IOException("Cannot read the result: it has no component \"%s\".".formatted(name)));
    }

    @Override
    public Codec.Options options(String name, Codec.Options whole) {
        return components.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> whole.ofPart(each.annotations()))
                .orElse(whole);
    }

    @Override
    public void check(Codec.Options whole) {
        for (Component each : components) {
            try {
                each.codec().check(whole.ofPart(each.annotations()));
            } catch (InvalidStepException e) {
                throw new InvalidStepException("Part \"%s\": %s".formatted(each.name(), e.getMessage()), e);
            }
        }
    }

    @Override
    public Object whole(Map<String, @Nullable Object> parts) throws IOException {
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            String name = components.get(i).name();
            if (!parts.containsKey(name)) {
                throw new IOException("Cannot read the result: its component \"%s\" is missing.".formatted(name));
            }
            values[i] = parts.get(name);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IOException("Cannot read the result: its parts make no value: %s.".formatted(e.getCause()), e);
        }
    }
}

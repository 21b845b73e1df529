package io.cachetree.codec;

import io.cachetree.codec.internal.Tolerance;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * The codecs that come with CacheTree: some types have files of their own, all others are JSON.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class BuiltInCodecs implements CodecProvider {

    private final JsonFormat format = new JsonFormat();
    private final JsonCodec<String> strings = format.codec(String.class);
    private final JsonCodec<FileCodec.Reference> references = format.codec(FileCodec.Reference.class);
    private final Codec<List<Path>> paths = new PathCodec.OfList(format.codec(String[].class));
    private final Tolerance tolerance;

    BuiltInCodecs(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    private final Map<Class<?>, Codec<?>> byClass = Map.of(
            void.class, new NothingCodec(),
            Void.class, new NothingCodec(),
            String.class, new TextCodec(strings, references),
            byte[].class, new FileCodec<>("bytes", ".bin", new Bytes(), references),
            BufferedImage.class, new FileCodec<>("png", ".png", new PngFormat(), references),
            Path.class, new PathCodec(strings));

    @Override
    public Optional<Codec<?>> codecFor(Type type, Codecs codecs) {
        JavaType resolved = format.resolve(type);
        Codec<?> known = byClass.get(resolved.getRawClass());
        return Optional.of(known != null ? known : composed(type, resolved, codecs));
    }

    /** Returns a provider for some types only. They are compared as Jackson sees them: an array type has two forms in Java. */
    CodecProvider only(Type... types) {
        Set<JavaType> known = Stream.of(types).map(format::resolve).collect(Collectors.toSet());
        return (type, codecs) -> known.contains(format.resolve(type)) ? codecFor(type, codecs) : Optional.empty();
    }

    private Codec<?> composed(Type type, JavaType resolved, Codecs codecs) {
        return isListOfPaths(resolved)
                ? paths
                : numbers(resolved.getRawClass())
                        .or(() -> parts(type, resolved, codecs))
                        .orElseGet(() -> json(type, resolved, codecs));
    }

    private Optional<Codec<?>> parts(Type type, JavaType resolved, Codecs codecs) {
        return new PartTypes(format, part -> ofPart(part, codecs))
                .of(type, resolved)
                .map(parts -> new PartsCodec<>(parts, earlier(type, resolved)));
    }

    /** Others may know the type of a part; where that is us, the tolerance for the whole is that for the part. */
    private Codec<?> ofPart(Type type, Codecs codecs) {
        Codec<?> found = codecs.codecFor(type);
        return tolerance.equals(Tolerance.NONE) || !isOurs(Codecs.withoutNull(found))
                ? found
                : Codecs.withNull(type, codecFor(type, codecs).orElse(found));
    }

    private static boolean isOurs(Codec<?> codec) {
        return codec instanceof JsonCodec || codec instanceof FileCodec || codec instanceof PartsCodec;
    }

    private <T> Optional<JsonCodec<T>> earlier(Type type, JavaType resolved) {
        try {
            return Optional.of(json(type, resolved));
        } catch (NoCodecException never) {
            return Optional.empty();
        }
    }

    private static boolean isListOfPaths(JavaType type) {
        return type.hasRawClass(List.class) && type.getContentType().hasRawClass(Path.class);
    }

    private Optional<Codec<?>> numbers(Class<?> type) {
        if (!type.isArray()) {
            return Optional.empty();
        }
        Class<?> row = type.getComponentType();
        return row.isArray() ? npy(row.getComponentType(), 2) : npy(row, 1);
    }

    private Optional<Codec<?>> npy(Class<?> elementType, int dimensions) {
        return NpyElement.of(elementType)
                .map(element ->
                        new FileCodec<>("npy", ".npy", new NpyFormat(element, dimensions, tolerance), references));
    }

    private JsonCodec<?> json(Type type, JavaType resolved, Codecs codecs) {
        try {
            return json(type, resolved);
        } catch (NoCodecException e) {
            throw withFiles(type, codecs)
                    .map(element -> NoCodecException.ofFiles(type, element))
                    .orElse(e);
        }
    }

    /** Returns the type of the elements, or of theirs, if these are no files but have such. */
    private static Optional<Type> withFiles(Type type, Codecs codecs) {
        return element(type).flatMap(element -> {
            try {
                Codec<?> found = Codecs.withoutNull(codecs.codecFor(element));
                return PartTypes.isPlain(found) || found instanceof PathCodec ? Optional.empty() : Optional.of(element);
            } catch (NoCodecException e) {
                return withFiles(element, codecs);
            }
        });
    }

    private static Optional<Type> element(Type type) {
        if (type instanceof GenericArrayType array) {
            return Optional.of(array.getGenericComponentType());
        }
        if (type instanceof ParameterizedType holder && isHolder((Class<?>) holder.getRawType())) {
            List<Type> arguments = List.of(holder.getActualTypeArguments());
            return Optional.of(arguments.get(arguments.size() - 1)).filter(last -> !(last instanceof WildcardType));
        }
        return type instanceof Class<?> array ? Optional.ofNullable(array.getComponentType()) : Optional.empty();
    }

    private static boolean isHolder(Class<?> type) {
        return Stream.of(Collection.class, Map.class, Optional.class).anyMatch(each -> each.isAssignableFrom(type));
    }

    private <T> JsonCodec<T> json(Type type, JavaType resolved) {
        new JsonTypeCheck(type, format.mapper()).check(resolved);
        return new JsonCodec<>(resolved, format.mapper(), tolerance);
    }

    /** Bytes as they are. */
    private static final class Bytes implements FileCodec.Format<byte[]> {

        @Override
        public void write(byte[] value, OutputStream out) throws IOException {
            out.write(value);
        }

        @Override
        public byte[] read(InputStream in, long size) throws IOException {
            return in.readAllBytes();
        }
    }

    /** The result of a step that returns none. */
    private static final class NothingCodec implements Codec<@Nullable Void> {

        @Override
        public String id() {
            return "void";
        }

        @Override
        public void encode(@Nullable Void value, Target target) {}

        @Override
        @SuppressWarnings("NullAway") // on JDK 17 it does not look at type arguments
        public @Nullable Void decode(Source source) {
            return null;
        }

        @Override
        public Optional<String> firstDifference(Source before, Source now) {
            return Optional.empty();
        }
    }
}

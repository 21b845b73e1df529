package io.cachetree.codec;

import io.cachetree.codec.internal.Tolerance;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * The codecs of a tree, found by declared type.
 *
 * <ul>
 *   <li>The first provider that knows the type decides: the user's in their order, then those that
 *       {@link ServiceLoader} finds, then the ones that come with CacheTree.
 *   <li>The codecs it returns take null results, too: as the JSON {@code null}. An {@code Optional} is never null: a null
 *       one comes back empty.
 *   <li>What was found for a type is remembered, so a provider sees each type about once.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class Codecs {

    private static final Set<Type> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final List<CodecProvider> providers;
    private final Map<Type, Codec<?>> found = new ConcurrentHashMap<>();

    private Codecs(List<CodecProvider> providers) {
        this.providers = providers;
    }

    /**
     * Returns the codecs of these providers, followed by those of the class path and the ones of CacheTree.
     *
     * @throws InvalidStepException if a provider that the class path names cannot be loaded
     */
    public static Codecs of(List<? extends CodecProvider> providers) {
        List<CodecProvider> all = new ArrayList<>(providers);
        all.addAll(ofClassPath());
        all.add(new BuiltInCodecs(Tolerance.NONE));
        return new Codecs(List.copyOf(all));
    }

    /**
     * Returns the codec for values of a declared type.
     *
     * @param type a return type as {@link java.lang.reflect.Method#getGenericReturnType()} gives it
     * @throws NoCodecException if there is none; the message says why, and what to do
     */
    public Codec<?> codecFor(Type type) {
        Codec<?> known = found.get(type);
        return known != null ? known : remember(type, find(type));
    }

    private Codec<?> remember(Type type, Codec<?> codec) {
        Codec<?> earlier = found.putIfAbsent(type, codec);
        return earlier != null ? earlier : codec;
    }

    private Codec<?> find(Type type) {
        Codec<?> codec = providers.stream()
                .flatMap(provider -> provider.codecFor(type, this).stream())
                .findFirst()
                .orElseThrow(() -> new NoCodecException(type, "no provider knows it", "Register a CodecProvider."));
        return withNull(type, codec);
    }

    /** Returns a codec that takes null results as well, for a type that has them. */
    static Codec<?> withNull(Type type, Codec<?> codec) {
        return mayBeNull(type) ? new NullableCodec<>(codec) : codec;
    }

    /** Returns the codec that writes the values of a codec that are not null. */
    static Codec<?> withoutNull(Codec<?> codec) {
        return codec instanceof NullableCodec<?> nullable ? nullable.codec : codec;
    }

    private static boolean mayBeNull(Type type) {
        return !isPrimitive(type) && !isOptional(type) && type != Void.class;
    }

    private static boolean isPrimitive(Type type) {
        return type instanceof Class<?> c && c.isPrimitive();
    }

    private static boolean isOptional(Type type) {
        return OPTIONALS.contains(rawOf(type));
    }

    private static Type rawOf(Type type) {
        if (type instanceof JavaType resolved) {
            return resolved.getRawClass();
        }
        return type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    }

    private static List<CodecProvider> ofClassPath() {
        try {
            return ServiceLoader.load(CodecProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new InvalidStepException(
                    "Cannot load the codec providers of the class path: %s. Correct META-INF/services/%s."
                            .formatted(e.getMessage(), CodecProvider.class.getName()),
                    e);
        }
    }

    /**
     * Writes null as the JSON {@code null} and leaves all other values to a codec.
     *
     * <p>It also sees to it that each value has JSON in the record, so that null can be told from a value that is in files
     * only. Thread safety: that of the codec.
     */
    private static final class NullableCodec<T> implements Codec<@Nullable T> {

        private final Codec<T> codec;

        NullableCodec(Codec<T> codec) {
            this.codec = codec;
        }

        @Override
        public String id() {
            return codec.id();
        }

        @Override
        @SuppressWarnings("NullAway") // on JDK 17 it does not look at type arguments
        public Optional<Codec<@Nullable T>> reader(String id) {
            return codec.reader(id).map(NullableCodec::new);
        }

        @Override
        public void check(Options options) {
            codec.check(options);
        }

        @Override
        public void encode(@Nullable T value, Target target) throws IOException {
            if (value == null) {
                target.json(ascii("null"));
            } else {
                encodeDescribed(value, new DescribedTarget(target));
            }
        }

        private void encodeDescribed(T value, DescribedTarget target) throws IOException {
            codec.encode(value, target);
            if (!target.described) {
                target.json(ascii("{}"));
            }
        }

        @Override
        @SuppressWarnings("NullAway") // on JDK 17 it does not look at type arguments
        public @Nullable T decode(Source source) throws IOException {
            return isNull(source.json()) ? null : codec.decode(source);
        }

        @Override
        public boolean readsLater(String file) {
            return codec.readsLater(file);
        }

        @Override
        public Optional<String> firstDifference(Source before, Source now) throws IOException {
            boolean wasNull = isNull(before.json());
            boolean isNull = isNull(now.json());
            if (wasNull || isNull) {
                return wasNull && isNull
                        ? Optional.empty()
                        : Optional.of("$: %s -> %s".formatted(word(wasNull), word(isNull)));
            }
            return codec.firstDifference(before, now);
        }

        private static String word(boolean isNull) {
            return isNull ? "null" : "a value";
        }

        private static boolean isNull(byte[] json) {
            return json.length <= 16
                    && new String(json, StandardCharsets.UTF_8).strip().equals("null");
        }

        private static byte[] ascii(String json) {
            return json.getBytes(StandardCharsets.US_ASCII);
        }

        /** A target that knows whether it was given JSON. */
        private static final class DescribedTarget implements Target {

            private final Target target;
            private boolean described;

            DescribedTarget(Target target) {
                this.target = target;
            }

            @Override
            public void json(byte[] utf8) {
                described = true;
                target.json(utf8);
            }

            @Override
            public String name() {
                return target.name();
            }

            @Override
            public Options options() {
                return target.options();
            }

            @Override
            public String nameOf(String part) {
                return target.nameOf(part);
            }

            @Override
            public OutputStream create(String name) throws IOException {
                return target.create(name);
            }

            @Override
            public void write(String name, List<ByteBuffer> parts) throws IOException {
                target.write(name, parts);
            }

            @Override
            public Source written() {
                return target.written();
            }

            @Override
            public Path directory() throws IOException {
                return target.directory();
            }
        }
    }
}

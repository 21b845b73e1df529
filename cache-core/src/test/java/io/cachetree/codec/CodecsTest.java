package io.cachetree.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

class CodecsTest {

    private static final Type TEXTS = new TypeReference<List<String>>() {}.getType();

    /** A codec that only has a name. */
    private record Named(String id) implements Codec<Object> {

        @Override
        public void encode(Object value, Target target) throws IOException {
            target.create(value.toString()).close();
        }

        @Override
        public Object decode(Source source) {
            return id;
        }
    }

    /** What a service file names. */
    public static final class OfClassPath implements CodecProvider {

        /** Called by the service loader. */
        public OfClassPath() {}

        @Override
        public Optional<Codec<?>> codecFor(Type type, Codecs codecs) {
            return type == Thread.class || type == Integer.class
                    ? Optional.of(new Named("class-path"))
                    : Optional.empty();
        }
    }

    @Test
    void firstProviderThatKnowsTheTypeDecides() {
        Codecs codecs = Codecs.of(List.of(only(Integer.class, "first"), only(Integer.class, "second")));

        assertThat(codecs.codecFor(Integer.class).id()).isEqualTo("first");
        assertThat(codecs.codecFor(Long.class).id()).isEqualTo("json");
    }

    @Test
    void builtInCodecIsChosenByTheDeclaredType() {
        Codecs codecs = Codecs.of(List.of());
        Map<Type, String> ids = Map.of(
                void.class,
                "void",
                Void.class,
                "void",
                String.class,
                "text",
                byte[].class,
                "bytes",
                byte[][].class,
                "npy",
                char[].class,
                "npy",
                double[][][].class,
                "json",
                java.awt.image.BufferedImage.class,
                "png",
                Path.class,
                "path",
                new TypeReference<List<Path>>() {}.getType(),
                "paths");

        ids.forEach((type, id) ->
                assertThat(codecs.codecFor(type).id()).as(type.getTypeName()).isEqualTo(id));
    }

    @Test
    void aCodecIsMadeOncePerType() {
        List<Type> asked = new ArrayList<>();
        Codecs codecs = Codecs.of(List.of((type, all) -> {
            asked.add(type);
            return Optional.empty();
        }));

        assertThat(codecs.codecFor(TEXTS)).isSameAs(codecs.codecFor(new TypeReference<List<String>>() {}.getType()));
        assertThat(asked).containsExactly(TEXTS);
    }

    @Test
    void aProviderMayAskForTheCodecOfAComponent() {
        Codecs codecs = Codecs.of(List.of((type, all) -> type == Thread.class
                ? Optional.of(new Named(all.codecFor(String.class).id() + "s"))
                : Optional.empty()));

        assertThat(codecs.codecFor(Thread.class).id()).isEqualTo("texts");
    }

    @Test
    void providersOfTheClassPathComeBetweenTheUsersAndTheBuiltIn(@TempDir Path classPath) throws IOException {
        Codecs codecs = withService(classPath, OfClassPath.class.getName(), List.of(only(Integer.class, "users")));

        assertThat(codecs.codecFor(Integer.class).id()).isEqualTo("users");
        assertThat(codecs.codecFor(Thread.class).id()).isEqualTo("class-path");
    }

    @Test
    void providerThatCannotBeLoadedIsAnError(@TempDir Path classPath) {
        assertThatThrownBy(() -> withService(classPath, "no.such.Provider", List.of()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot load the codec providers of the class path: ")
                .hasMessageContaining("no.such.Provider")
                .hasMessageEndingWith("Correct META-INF/services/io.cachetree.codec.CodecProvider.");
    }

    private static Codecs withService(Path classPath, String provider, List<CodecProvider> users) throws IOException {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.writeString(services.resolve(CodecProvider.class.getName()), provider);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            return Codecs.of(users);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static CodecProvider only(Class<?> known, String id) {
        return (type, codecs) -> type == known ? Optional.of(new Named(id)) : Optional.empty();
    }
}

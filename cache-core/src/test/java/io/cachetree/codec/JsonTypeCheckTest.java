package io.cachetree.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class JsonTypeCheckTest {

    private final Codecs codecs = Codecs.of(List.of());

    record Holder<T>(T held) {}

    record Deep(List<Map<String, Holder<InputStream>>> parts) {}

    record Recursive(String name, List<Recursive> children) {}

    interface Untyped {}

    record Known(int value) implements Untyped {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface ByClassName {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Found permits FoundOne {}

    record FoundOne(Path file) implements Found {}

    record ClassNameInside(
            @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
            Base base) {}

    static class Base {
        public int value;
    }

    static final class Computed {
        public double radius;

        public double getArea() {
            return radius * radius;
        }
    }

    static final class Ignored {
        public double radius;

        @JsonIgnore
        public double getArea() {
            return radius * radius;
        }
    }

    static final class Closed {
        private final int value;

        @SuppressWarnings("UnusedMethod") // the point of it
        private Closed(int value) {
            this.value = value;
        }

        public int getValue() {
            return value;
        }
    }

    static final class Opaque {
        @Override
        public String toString() {
            return "opaque";
        }
    }

    static final class Cells extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    @SuppressWarnings("ClassCanBeStatic") // the point of it
    final class Inner {
        public int value;
    }

    @Test
    void takesWhatIsData() {
        assertThat(codecs.codecFor(Recursive.class).id()).isEqualTo("json");
        assertThat(codecs.codecFor(Ignored.class).id()).isEqualTo("json");
        assertThat(codecs.codecFor(Known.class).id()).isEqualTo("json");
        assertThat(codecFor(new TypeReference<Collection<Holder<Set<Long>>>>() {})
                        .id())
                .isEqualTo("json");
    }

    @Test
    void refusesWhatSaysNothingAboutItsClass() {
        assertRefused(Object.class, "\"Object\" could be any object. Declare the exact type.");
        assertRefused(List.class, "\"List[]\" could be any object. Declare the exact type.");
        assertRefused(Holder.class, "\"Holder.held\" could be any object. Declare the exact type.");
        assertRefused(
                new TypeReference<Map<String, Object>>() {}, "\"Map[]\" could be any object. Declare the exact type.");
        assertRefused(new TypeReference<List<?>>() {}, "what \"?\" stands for is not known. Declare the exact type.");
        assertRefused(
                new TypeReference<List<? extends Known>>() {},
                "what \"? extends " + Known.class.getName() + "\" stands for is not known. Declare the exact type.");
        assertRefused(
                Serializable.class,
                "\"Serializable\" is a java.io.Serializable, of which CacheTree does not know that it comes back equal. Return a record of plain data, or register a CodecProvider.");
        assertRefused(
                Untyped.class,
                "\"Untyped\" is an abstract type, and nothing says which class to read. Declare the exact type, or annotate it with @JsonTypeInfo(use = NAME) and @JsonSubTypes.");
    }

    record Pictures(String name, List<BufferedImage> pages) {}

    record Page(BufferedImage picture) {}

    @Test
    void refusesACollectionOfWhatHasFilesOfItsOwnAndSaysWhatToReturn() {
        String pictures =
                "each \"BufferedImage\" in it has files of its own, and nothing says what to call them. Return a record with a component for each, which may be null, or a \"Map<String, BufferedImage>\".";
        assertRefused(new TypeReference<List<BufferedImage>>() {}, pictures);
        assertRefused(new TypeReference<Map<Integer, BufferedImage>>() {}, pictures);
        assertRefused(new TypeReference<List<Set<BufferedImage>>>() {}, pictures);
        assertRefused(BufferedImage[].class, pictures);
        assertRefused(new TypeReference<Optional<Page>>() {}, pictures.replace("BufferedImage", "Page"));
        assertRefused(new TypeReference<List<Holder<Path>>>() {}, pictures.replace("BufferedImage", "Holder<Path>"));
        assertRefused(Pictures.class, "of its part \"pages\", " + pictures);
        assertRefused(new TypeReference<Map<String, List<BufferedImage>>>() {}, "of its part \"[]\", " + pictures);
    }

    <T> List<T> generic() {
        return List.of();
    }

    @Test
    void refusesATypeVariable() throws NoSuchMethodException {
        assertRefused(
                JsonTypeCheckTest.class.getDeclaredMethod("generic").getGenericReturnType(),
                "what \"T\" stands for is not known. Declare the exact type.");
    }

    @Test
    void refusesWhatEndsWithTheProcess() {
        assertRefused(
                new TypeReference<Stream<String>>() {},
                "\"Stream\" is a java.util.stream.Stream, which ends with this process. Return a record of plain data, or register a CodecProvider.");
        assertRefused(new TypeReference<List<Iterator<String>>>() {}, "\"List[]\" is a java.util.Iterator, which ends");
        assertRefused(new TypeReference<Optional<Thread>>() {}, "\"Optional.value\" is a java.lang.Thread, which ends");
        assertRefused(
                new TypeReference<CompletableFuture<String>[]>() {},
                "\"CompletableFuture[][]\" is a java.util.concurrent.CompletableFuture, which ends");
        assertRefused(Deep.class, "\"Holder.held\" is a java.io.InputStream, which ends with this process.");
    }

    @Test
    void refusesFilesInsideOfData() {
        assertRefused(
                new TypeReference<Set<Path>>() {},
                "\"Set[]\" is a java.nio.file.Path, and files are results of their own. Return a Path or a List<Path> from a step of its own.");
        assertRefused(Path[].class, "\"Path[][]\" is a java.nio.file.Path, and files");
        assertRefused(java.io.File.class, "\"File\" is a java.io.File, and files");
        assertRefused(Found.class, "\"FoundOne.file\" is a java.nio.file.Path, and files");
    }

    @Test
    void refusesClassesNamedByData() {
        assertRefused(ByClassName.class, "\"ByClassName\" cannot be read back by Jackson (");
        assertRefused(ClassNameInside.class, "\"ClassNameInside\" cannot be read back by Jackson (");
        assertRefused(new TypeReference<Class<String>>() {}, "\"Class\" is a java.lang.Class");
    }

    @Test
    void refusesClassesThatJacksonCannotReadBack() {
        assertRefused(
                Computed.class,
                "\"Computed.area\" is written but could not be read. Give it an accessor and a constructor parameter, make the class a record, or add @JsonIgnore.");
        assertRefused(
                Closed.class,
                "\"Closed\" has no constructor that Jackson could call. Make it a record, or add @JsonCreator.");
        assertRefused(Opaque.class, "\"Opaque\" is a class without properties.");
        assertRefused(
                Inner.class, "\"Inner\" is an inner class, which needs its outer object. Make it static, or a record.");
        assertRefused(
                Cells.class,
                "\"Cells\" is a collection with a class of its own. Return a record that holds a List or Map.");
        assertRefused(
                new TypeReference<AtomicReference<String>>() {},
                "\"AtomicReference\" is a java.util.concurrent.atomic.AtomicReference");
    }

    @Test
    void refusesWhatJsonCannotTellApart() {
        assertRefused(
                new TypeReference<Optional<Optional<String>>>() {},
                "\"Optional\" is an Optional in an Optional, which JSON cannot tell apart.");
        assertRefused(
                new TypeReference<Map<Known, String>>() {},
                "\"Map\" has keys that are no text, numbers or enum constants. Return a list of records.");
    }

    private void assertRefused(TypeReference<?> type, String why) {
        assertRefused(type.getType(), why);
    }

    private void assertRefused(java.lang.reflect.Type type, String why) {
        assertThatThrownBy(() -> codecs.codecFor(type))
                .isInstanceOf(NoCodecException.class)
                .hasMessageStartingWith("No codec for \"%s\": %s", type.getTypeName(), why);
    }

    private Codec<?> codecFor(TypeReference<?> type) {
        return codecs.codecFor(type.getType());
    }
}

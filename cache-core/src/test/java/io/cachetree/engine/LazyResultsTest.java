package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.engine.call.MadeUpCall;
import io.cachetree.event.CacheEvent;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Digest;
import io.cachetree.tree.Reuse;
import io.cachetree.tree.Sharing;
import io.cachetree.tree.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that keep their source and read their files when they are asked. */
class LazyResultsTest {

    /** Reads its text when it is asked; the source is missing of what a step makes. */
    record Text(String made, Optional<Codec.Source> source) {

        String read() throws IOException {
            return source.isPresent() ? read(source.get()) : made;
        }

        private static String read(Codec.Source source) throws IOException {
            try (InputStream in = source.open("result.txt")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        Path directory() throws IOException {
            return source.orElseThrow().directory();
        }
    }

    private static final class TextCodec implements Codec<Text> {

        @Override
        public String id() {
            return "lazy";
        }

        @Override
        public void encode(Text value, Target target) throws IOException {
            try (OutputStream out = target.create(target.name() + ".txt")) {
                out.write(value.read().getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public boolean readsLater(String file) {
            return file.endsWith(".txt");
        }

        @Override
        public Text decode(Source source) {
            return new Text("", Optional.of(source));
        }
    }

    private static final CodecProvider TEXTS =
            (type, codecs) -> type == Text.class ? Optional.of(new TextCodec()) : Optional.empty();

    @TempDir
    private Path temp;

    private final List<CacheEvent> events = new ArrayList<>();

    private CacheTree open(String location) {
        return CacheTree.builder()
                .codec(TEXTS)
                .code(new MadeUpSteps(temp).code())
                .listener(events::add)
                .open(location);
    }

    private static Text text(CacheTree tree, Callable<String> body) throws Throwable {
        MadeUpCall call = new MadeUpCall(
                MadeUpSteps.id("smooth"),
                "smooth",
                List.of(),
                Optional.empty(),
                Text.class,
                () -> new Text(body.call(), Optional.empty()));
        Object result = tree.call(() -> Objects.requireNonNull(tree.scope().call(call)));
        return (Text) Objects.requireNonNull(result);
    }

    private static Text text(CacheTree tree, String text) throws Throwable {
        return text(tree, () -> text);
    }

    private void assertFirstRunAndHitAreAlike(String location) throws Throwable {
        try (CacheTree tree = open(location)) {
            Text first = text(tree, "one");
            Text hit = text(tree, "two");

            assertThat(first.read()).isEqualTo("one");
            assertThat(first.directory()).isEqualTo(hit.directory());
            assertThat(first.directory().resolve("result.txt")).hasContent("one");
            assertThat(first.source().orElseThrow().files()).containsExactly("result.txt");
            assertThat(hit.source().orElseThrow().files()).containsExactly("result.txt");
        }
    }

    @Test
    void resultOfAFirstRunReadsFromTheEntry() throws Throwable {
        assertFirstRunAndHitAreAlike(temp.resolve("tree").toString());
    }

    @Test
    void resultOfAFirstRunReadsFromTheEntryInMemory() throws Throwable {
        assertFirstRunAndHitAreAlike("memory:");
    }

    @Test
    void resultThatCameSecondReadsFromTheEntryOfTheFirst() throws Throwable {
        Path real = Files.createDirectory(temp.resolve("real"));
        Path other = Files.createSymbolicLink(temp.resolve("other"), real);
        try (CacheTree tree = open(real.toString());
                CacheTree faster = open(other.toString())) {
            Text second = text(tree, () -> {
                try {
                    text(faster.with(CacheOptions.of(Sharing.COMPUTE)), "faster");
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
                return "slower";
            });

            assertThat(events).anyMatch(CacheEvent.StepAdopted.class::isInstance);
            assertThat(second.read()).isEqualTo("faster");
            assertThat(second.directory().resolve("result.txt")).hasContent("faster");
        }
    }

    @Test
    void resultReadsOnWhenANewerOneTookItsPlace() throws Throwable {
        try (CacheTree tree = open(temp.resolve("tree").toString())) {
            Text before = text(tree, "one");
            Text now = text(tree.with(CacheOptions.of(Reuse.REFRESH)), "two");

            assertThat(now.read()).isEqualTo("two");
            assertThat(before.read()).isEqualTo("one");
        }
    }

    @Test
    void damageOfAFileThatIsReadLaterIsNoMiss() throws Throwable {
        try (CacheTree tree = open(temp.resolve("tree").toString())) {
            Path file = text(tree, "one").directory().resolve("result.txt");
            Files.writeString(file, "two");

            Text hit = text(tree, "three");

            assertThat(hit.read()).isEqualTo("two");
            assertThat(hit.source().orElseThrow().digest("result.txt"))
                    .hasValue(Digest.of("one".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void damageOfAFileThatIsReadLaterIsAMissIfAllAreChecked() throws Throwable {
        try (CacheTree tree = open(temp.resolve("tree").toString())) {
            Path file = text(tree, "one").directory().resolve("result.txt");
            CacheTree checking = tree.with(CacheOptions.of(Verification.ALL_CONTENT));
            assertThat(text(tree, "two").read()).isEqualTo("one");
            Files.writeString(file, "two");

            assertThat(text(checking, "three").read()).isEqualTo("three");
            assertThat(events)
                    .filteredOn(CacheEvent.StepMissed.class::isInstance)
                    .last()
                    .asString()
                    .contains("result.txt", "its content changed");
        }
    }

    @Test
    void digestIsKnownOnTheFirstRun() throws Throwable {
        try (CacheTree tree = open(temp.resolve("tree").toString())) {
            Text first = text(tree, "one");

            assertThat(first.source().orElseThrow().digest("result.txt"))
                    .hasValue(Digest.of("one".getBytes(StandardCharsets.UTF_8)));
        }
    }
}

package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.bytebuddy.CachedObjects;
import io.cachetree.intercept.bytebuddy.WeavingPlugin;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps whose declaration is wrong: all of them are told before one is called. */
class BadDeclarationsTest {

    static class Steps {
        @Cached(name = "region {region}")
        int badName(String region) {
            return 1;
        }

        @Cached(name = "current")
        int reserved() {
            return 1;
        }

        @Cached(name = "region-{zone}")
        int noSuchParameter(String region, int threshold) {
            return 1;
        }

        @Cached(name = "on-{day}")
        int dayInName(LocalDate day) {
            return 1;
        }

        @Cached
        int twoUrls(@CacheUrl @Nullable Path one, @CacheUrl @Nullable URI other) {
            return 1;
        }

        @Cached(name = "{a}-{b}")
        int allAtOnce(List<String> a, @CacheUrl int directory) {
            return 1;
        }
    }

    @Test
    void guiceTellsThemWhenTheInjectorIsCreated() throws IOException {
        CreationException thrown = catchThrowableOfType(
                CreationException.class,
                () -> Guice.createInjector(new CacheTreeModule(), binder -> binder.bind(Steps.class)));
        Throwable ours = thrown.getErrorMessages().iterator().next().getCause();

        assertThat(ours).isInstanceOf(InvalidStepException.class);
        GoldenMessage.assertEquals(withoutLines(ours), "declarations-guice");
    }

    @Test
    void cachedObjectsTellThemWhenTheFirstIsMade() throws IOException {
        Throwable thrown = catchThrowable(() -> CachedObjects.create(Steps.class));

        assertThat(thrown).isInstanceOf(InvalidStepException.class);
        GoldenMessage.assertEquals(withoutLines(thrown), "declarations-cached-objects");
    }

    @Test
    void weaverTellsThemWhenTheProjectIsBuilt() throws IOException {
        Throwable thrown = catchThrowable(() -> weave(Steps.class));

        assertThat(thrown).isInstanceOf(InvalidStepException.class);
        GoldenMessage.assertEquals(withoutLines(thrown), "declarations-weaver");
    }

    private static void weave(Class<?> type) {
        ClassFileLocator classFiles = ClassFileLocator.ForClassLoader.of(type.getClassLoader());
        TypeDescription described = TypeDescription.ForLoadedType.of(type);
        new WeavingPlugin().apply(new ByteBuddy().rebase(type), described, classFiles);
    }

    private static String withoutLines(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).replaceAll("(BadDeclarationsTest\\.java:)[0-9]+", "$1LINE");
    }
}

package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Steps that Guice would pass over in silence: all of them are told at once, each with its line and what to do. */
class GuiceAuditTest {

    static class Hidden {
        @Cached
        private int privately() {
            return 1;
        }

        @Cached
        static int statically() {
            return 1;
        }

        @Cached
        final int finally1() {
            return privately();
        }

        @Cached
        int rightly() {
            return 1;
        }
    }

    static final class Closed {
        @Cached
        int step() {
            return 1;
        }
    }

    static class Parent {
        @Cached
        int step() {
            return 1;
        }
    }

    static class Child extends Parent {
        @Override
        int step() {
            return 2;
        }
    }

    static class Made {
        @Cached
        int step() {
            return 1;
        }
    }

    static class Provided {
        @Cached
        int step() {
            return 1;
        }
    }

    static class Wrong extends AbstractModule {
        @Override
        protected void configure() {
            bind(Hidden.class);
            bind(Child.class);
            bind(Made.class).toInstance(new Made());
        }

        @Provides
        Provided provided() {
            return new Provided();
        }
    }

    @Test
    void allThatIsWrongIsToldTogetherWithItsLines() throws IOException {
        CreationException thrown = catchThrowableOfType(
                CreationException.class, () -> Guice.createInjector(new CacheTreeModule(), new Wrong()));
        Throwable ours = thrown.getErrorMessages().iterator().next().getCause();

        assertThat(ours).isInstanceOf(InvalidStepException.class);
        String told = ours.getMessage();
        assertThat(told.lines().skip(1)).allMatch(line -> line.matches(".*\\(GuiceAuditTest\\.java:[0-9]+\\).*"));
        GoldenMessage.assertEquals(told.replaceAll("(GuiceAuditTest\\.java:)[0-9]+", "$1LINE"), "guice-audit");
    }

    @Test
    void finalClassIsToldByItsStepBeforeGuiceFailsAtIt() {
        assertThat(catchThrowable(
                        () -> Guice.createInjector(new CacheTreeModule(), binder -> binder.bind(Closed.class))))
                .isInstanceOf(CreationException.class)
                .hasMessageContaining("Closed.step(GuiceAuditTest.java:")
                .hasMessageContaining("Remove \"final\" from Closed.")
                .hasMessageNotContaining("Cannot subclass");
    }

    @Test
    void classThatGuiceMeetsLaterIsRefusedThen() {
        Injector injector = Guice.createInjector(new CacheTreeModule());

        assertThat(catchThrowable(() -> injector.getInstance(Closed.class)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Closed.step(GuiceAuditTest.java:")
                .hasMessageContaining(
                        "is in a final class, and Guice intercepts by overriding. Remove \"final\" from Closed.");
    }
}

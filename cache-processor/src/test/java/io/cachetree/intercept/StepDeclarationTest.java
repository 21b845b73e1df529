package io.cachetree.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.tree.InvalidStepException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a declared step is for the objects that it is called on. */
class StepDeclarationTest {

    static class Steps {
        @Cached(name = "{a}-{b}")
        int allAtOnce(List<String> a, @CacheUrl int directory) {
            return 1;
        }

        @Cached
        int measure(int cells) {
            return cells;
        }
    }

    static class Overriding extends Steps {
        @Override
        @Cached
        int measure(int cells) {
            return super.measure(cells) + 1;
        }
    }

    interface Doubling {
        int base();

        @Cached
        default int twice() {
            return 2 * base();
        }
    }

    private static StepDeclaration declared(Class<?> type, String name, Class<?>... parameters) throws Exception {
        Method method = type.getDeclaredMethod(name, parameters);
        return StepDeclaration.of(method);
    }

    /** Named as the class that {@code CachedObjects} would make. */
    static class Steps$$CacheTree extends Steps {}

    @Test
    void anObjectOfAMadeSubclassHasTheStepOfTheClassAsItWasWritten() throws Exception {
        StepDeclaration declaration = declared(Steps.class, "measure", int.class);
        assertThat(declaration.on(new Steps$$CacheTree()).orElseThrow().id())
                .isEqualTo(declaration.on(new Steps()).orElseThrow().id());
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWhenItIsCalled() throws Exception {
        StepDeclaration declaration = declared(Steps.class, "allAtOnce", List.class, int.class);
        assertThatThrownBy(() -> declaration.on(new Steps()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "The step Steps.allAtOnce is not declared right: name = \"{a}-{b}\" names \"a\", whose type is"
                                + " List. Only primitives, strings and enums can stand in a name. name = \"{a}-{b}\" names"
                                + " \"b\", and the parameters are [a, directory]. Name one of them. Its parameter \"directory\""
                                + " annotated @CacheUrl has the type int. Make it a Path, URI, String or CacheDirectory.");
    }

    @Test
    void stepThatIsCalledBySuperIsPartOfTheOneThatOverridesIt() throws Exception {
        StepDeclaration declaration = declared(Steps.class, "measure", int.class);
        assertThat(declaration.on(new Steps())).isPresent();
        assertThat(declaration.on(new Overriding())).isEmpty();
    }

    @Test
    void resultThatIsMissingAndCannotBeNullIsRefused() throws Exception {
        StepMethod step =
                declared(Steps.class, "measure", int.class).on(new Steps()).orElseThrow();
        assertThatThrownBy(() -> step.result(null))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot return the result of Steps.measure: its codec read null, and the step returns int."
                        + " Let the codec return a value, or the step Integer.");
        assertThat(step.result(3)).isEqualTo(3);
    }

    @Test
    void stepOfALambdaIsRefused() throws Exception {
        StepDeclaration declaration = declared(Doubling.class, "twice");
        Doubling lambda = () -> 4;
        assertThatThrownBy(() -> declaration.on(lambda))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot key the step Doubling.twice: it was called on a lambda, whose class has no name that"
                                + " the next run could know. Write a class.");
    }
}

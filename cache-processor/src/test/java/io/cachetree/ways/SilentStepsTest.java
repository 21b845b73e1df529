package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program that was compiled with the annotation processor, and whose steps nothing may intercept. */
class SilentStepsTest {

    private static final String[] PIPELINE = {
        "io.cachetree.ways.Pipeline.load(I)I", "io.cachetree.ways.Pipeline.measure(I)I",
    };
    private static final String NEVER_WOVEN = "io.cachetree.ways.WeaverTest$Overridden.step()I";
    private static final String REMEDY =
            " Weave them (docs/guide/interception.md), start the JVM with -javaagent:cache-processor.jar, or let Guice"
                    + " make their objects with CacheTreeModule. If Guice or CachedObjects makes them, make the injector or"
                    + " the objects before tree.call.";

    @TempDir
    private Path temp;

    private static List<String> said(String printed) {
        return printed.lines()
                .filter(line -> line.contains("othing intercepts") || line.endsWith("steps ran"))
                .distinct()
                .toList();
    }

    @Test
    void firstUseOfATreeSaysWhichStepsNothingIntercepts() throws Exception {
        String printed = new Program(temp).list(PIPELINE).runUnwoven(SilentProgram.class);
        String warning = "Nothing intercepts the steps Pipeline.load, Pipeline.measure: nothing they compute is read or"
                + " committed." + REMEDY;

        assertThat(said(printed)).containsExactly(warning, "8 steps ran");
        assertThat(printed.lines().filter(warning::equals))
                .as("once by the console, and once as there is no log")
                .hasSize(2);
    }

    @Test
    void eachUseOfAStrictTreeIsAnError() throws Exception {
        String printed = new Program(temp).list(PIPELINE).runUnwoven(SilentProgram.class, "strict");
        String error = "Cannot use the cache tree at \"memory:\", which is strict: nothing intercepts the steps"
                + " Pipeline.load, Pipeline.measure." + REMEDY;

        assertThat(said(printed)).containsExactly(error, "0 steps ran");
        assertThat(printed.lines().filter(error::equals)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSaidWhereTheStepsAreIntercepted(Way way) throws Exception {
        assertThat(said(new Program(temp).list(PIPELINE).run(SilentProgram.class, way, "strict")))
                .containsExactly("4 steps ran");
    }

    @Test
    void oneClassThatWasCompiledAgainWithoutWeavingIsNamedAlone() throws Exception {
        Program program = new Program(temp).list(PIPELINE[0], PIPELINE[1], NEVER_WOVEN);
        assertThat(said(program.run(SilentProgram.class, Way.WOVEN)))
                .containsExactly(
                        "Nothing intercepts the step Overridden.step: nothing they compute is read or committed."
                                + REMEDY,
                        "4 steps ran");
    }

    @Test
    void listedStepsWithoutABodyOrAClassAreNotNamed() throws Exception {
        Program program = new Program(temp)
                .list(
                        "",
                        "io.cachetree.ways.Steps$Segmentation.step(Ljava/lang/Object;)Ljava/lang/Object;",
                        "io.cachetree.ways.Pipeline.gone(I)I",
                        "org.lab.Gone.step()V",
                        "nonsense");
        assertThat(said(program.runUnwoven(SilentProgram.class, "strict"))).containsExactly("8 steps ran");
    }
}

package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.program.GeneratedProgram;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.CodePart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.key.code.CodeIndex;
import io.cachetree.key.code.OwnCode;
import io.cachetree.key.code.ProjectCode;
import io.cachetree.store.Store;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What it takes to know the code of a step that reaches 200 methods, with the index of the build and without it. */
final class CodeDigests {

    private static final double LIMIT = 1000;
    private static final int MANY_PARTS = 200;
    private static final int FEW_PARTS = 5;

    /** It takes thousands of rounds until the virtual machine has compiled what reads an index. */
    private static final int WARM = 10;

    private final URLClassLoader indexed;
    private final URLClassLoader bare;

    private CodeDigests(URLClassLoader indexed, URLClassLoader bare) {
        this.indexed = indexed;
        this.bare = bare;
    }

    static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        Path sources = workbench.directory("code-sources");
        Path withIndex = workbench.directory("code-indexed");
        Path without = workbench.directory("code-bare");
        GeneratedProgram.compile(sources, withIndex);
        GeneratedProgram.compile(sources, without);
        CodeIndex.write(withIndex);
        try (URLClassLoader indexed = loader(withIndex);
                URLClassLoader bare = loader(without)) {
            CodeDigests digests = new CodeDigests(indexed, bare);
            digests.requireSameCode();
            return List.of(
                    digests.first(rounds), digests.further(rounds), digests.again(rounds), recordHeavy(rounds * 10));
        }
    }

    private static URLClassLoader loader(Path classes) throws Exception {
        URL[] only = {classes.toUri().toURL()};
        return new URLClassLoader(only, ClassLoader.getPlatformClassLoader());
    }

    private void requireSameCode() {
        StepCode code = code(ofBuild(), GeneratedProgram.first(), indexed);
        if (code.parts().size() < MANY_PARTS || !code.equals(code(ofBuild(), GeneratedProgram.first(), bare))) {
            throw new IllegalStateException("Not the code that was to be measured: " + code.parts());
        }
    }

    private static CodeIdentity ofBuild() {
        return ProjectCode.of(OwnCode.ofBuild());
    }

    private static StepCode code(CodeIdentity identity, StepId step, ClassLoader loader) {
        return identity.current(step, loader).orElseThrow();
    }

    private Row first(int rounds) throws Exception {
        return InTurns.of(
                        WARM * rounds,
                        rounds,
                        number -> code(ofBuild(), GeneratedProgram.first(), indexed),
                        number -> code(ofBuild(), GeneratedProgram.first(), bare))
                .rowOfAtMost("code, first step of 200 methods, with the index beside without", LIMIT);
    }

    private Row further(int rounds) throws Exception {
        List<CodeIdentity> withIndex = afterFirst(rounds, indexed);
        List<CodeIdentity> without = afterFirst(rounds, bare);
        return InTurns.of(
                        rounds,
                        rounds,
                        number -> code(withIndex.get(number + rounds), GeneratedProgram.further(), indexed),
                        number -> code(without.get(number + rounds), GeneratedProgram.further(), bare))
                .rowOfAtMost("code, a further step", LIMIT);
    }

    /** Returns identities that were asked for the first step: one for each round, and as many to warm up. */
    private static List<CodeIdentity> afterFirst(int rounds, ClassLoader loader) {
        return IntStream.range(0, 2 * rounds)
                .mapToObj(number -> ofBuild())
                .peek(identity -> code(identity, GeneratedProgram.first(), loader))
                .toList();
    }

    private Row again(int rounds) throws Exception {
        CodeIdentity known = ofBuild();
        return InTurns.of(
                        WARM * rounds,
                        rounds,
                        number -> code(known, GeneratedProgram.first(), indexed),
                        number -> code(known, GeneratedProgram.first(), bare))
                .row("code, the same step again");
    }

    /** The code is made up: what counts is how many parts the record lists. */
    private static Row recordHeavy(int rounds) throws Exception {
        try (CacheTree many = CacheTree.builder().code(ofParts(MANY_PARTS)).open(Store.memory());
                CacheTree few = CacheTree.builder().code(ofParts(FEW_PARTS)).open(Store.memory())) {
            Steps heavy = Steps.in(many);
            Steps light = Steps.in(few);
            return InTurns.of(
                            rounds,
                            rounds,
                            number -> heavy.density("hippocampus", 1),
                            number -> light.density("hippocampus", 1))
                    .row("hit in memory, record of %d code parts beside %d".formatted(MANY_PARTS, FEW_PARTS));
        }
    }

    private static CodeIdentity ofParts(int count) {
        List<CodePart> parts = IntStream.range(0, count)
                .mapToObj(number -> new CodePart(
                        CodePart.Kind.METHOD, "lab.Part" + number, "measure(I)I", "%032x".formatted(number)))
                .toList();
        StepCode code = new StepCode(CodeDigest.ofParts(1, parts), parts, List.of(), List.of());
        return (step, loader) -> Optional.of(code);
    }
}

package io.cachetree.engine;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheEvent.StepMissed;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.CodePart;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.OnCodeChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps on integers, whose code the test makes up: {@code measure(scan, threshold)} calls {@code smooth(scan)}, {@code
 * segment(smoothed, threshold)}, which calls {@code split(smoothed)}, and {@code count(segmented)}.
 */
final class MadeUpSteps {

    /** What the steps do; each can be replaced. */
    int smoothAdds = 1;

    final List<CacheEvent> events = new ArrayList<>();
    final List<String> ran = new ArrayList<>();
    private final Path root;
    private final Map<StepId, StepCode> code = new HashMap<>();
    private final Map<StepId, OnCodeChange> policies = new HashMap<>();
    private final Map<StepId, CodeDigest> earlierForms = new HashMap<>();

    MadeUpSteps(Path root) {
        this.root = root;
        Stream.of("measure", "smooth", "segment", "split", "count").forEach(step -> code(step, "Lab " + step + " 1"));
    }

    /** Gives a step code of these parts: class, method and digest. */
    void code(String step, String... parts) {
        List<CodePart> list = Stream.of(parts)
                .map(part -> part.split(" "))
                .map(words -> new CodePart(CodePart.Kind.METHOD, words[0], words[1], words[2]))
                .toList();
        CodeDigest digest = new CodeDigest(CodeDigest.Kind.CLASS_FILE, Integer.toHexString(list.hashCode()));
        code.put(id(step), new StepCode(digest, list, List.of(), List.of()));
    }

    /** Says of a step's code that it may call other steps. */
    void mayCall(String step, String... called) {
        List<StepId> steps = Stream.of(called).map(MadeUpSteps::id).toList();
        code.computeIfPresent(
                id(step), (id, before) -> new StepCode(before.digest(), before.parts(), before.unfollowed(), steps));
    }

    void version(String step, String version) {
        code.put(id(step), StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, version)));
    }

    void forget(String step) {
        code.remove(id(step));
    }

    /** Gives a step a policy of its own. */
    void policy(String step, OnCodeChange policy) {
        policies.put(id(step), policy);
    }

    /** Has a new release give a step's code, which stays the same, a digest of another form. */
    void newForm(String step) {
        StepCode before = code.get(id(step));
        if (before == null) {
            throw new IllegalStateException("%s has no code".formatted(step));
        }
        earlierForms.put(id(step), before.digest());
        CodeDigest digest =
                new CodeDigest(CodeDigest.Kind.BYTECODE, "1-" + before.digest().value());
        code.put(id(step), new StepCode(digest, List.of(), List.of(), List.of()));
    }

    CodeIdentity code() {
        return new CodeIdentity() {
            @Override
            public Optional<StepCode> current(StepId step, @Nullable ClassLoader loader) {
                return Optional.ofNullable(code.get(step));
            }

            @Override
            public Optional<CodeDigest> earlierForm(CodeDigest written, StepId step, @Nullable ClassLoader loader) {
                return Optional.ofNullable(earlierForms.get(step));
            }
        };
    }

    CacheTree open(CacheOptions options) {
        return CacheTree.builder()
                .options(options)
                .code(code())
                .listener(events::add)
                .open(root);
    }

    /** Runs a step in a tree that is opened for it. */
    int run(CacheOptions options, String step, Integer... inputs) throws Throwable {
        try (CacheTree tree = open(options)) {
            return tree.call(() -> call(step, inputs));
        }
    }

    int run(String step, Integer... inputs) throws Throwable {
        return run(CacheOptions.INHERITED, step, inputs);
    }

    /** Calls a step in the tree that is open here. */
    int call(String step, Integer... inputs) throws Throwable {
        Scope scope = Scope.currentOrNull();
        if (scope == null) {
            throw new IllegalStateException("no tree is open");
        }
        Object result = scope.call(new StepCall(
                id(step),
                step,
                origins -> named(inputs),
                null,
                Optional.ofNullable(policies.get(id(step))),
                int.class,
                none -> body(step, inputs)));
        return (int) Optional.ofNullable(result).orElseThrow();
    }

    private static List<StepCall.Input> named(Integer... inputs) {
        List<StepCall.Input> named = new ArrayList<>();
        for (Integer input : inputs) {
            named.add(new StepCall.Input(KeyPart.Kind.PARAMETER, named.isEmpty() ? "scan" : "threshold", input));
        }
        return named;
    }

    private @Nullable Object body(String step, Integer... inputs) throws Throwable {
        ran.add(step);
        return switch (step) {
            case "measure" -> {
                int smoothed = call("smooth", inputs[0]);
                yield call("count", call("segment", smoothed, inputs[1]));
            }
            case "smooth" -> inputs[0] + smoothAdds;
            case "segment" -> call("split", inputs[0]) + inputs[1];
            default -> inputs[0];
        };
    }

    List<String> reasons() {
        return events.stream()
                .filter(StepMissed.class::isInstance)
                .map(event -> ((StepMissed) event).reason().text())
                .toList();
    }

    static StepId id(String step) {
        return new StepId("org.lab.Cells", step, "(II)I");
    }
}

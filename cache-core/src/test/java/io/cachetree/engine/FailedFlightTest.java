package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step depends on that goes on without the result of another one, which failed. */
class FailedFlightTest {

    private interface Body {
        Object run() throws Throwable;
    }

    @TempDir
    Path root;

    private final Map<StepId, String> code = new HashMap<>();
    private final List<String> ran = new ArrayList<>();

    @Test
    void whoWaitedForAStepThatFailedDependsOnTheCodeOfWhatThatOneCalled() throws Throwable {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        try (CacheTree tree = open()) {
            List<CompletableFuture<Integer>> both =
                    tree.call(() -> List.of(withFallback(1, never), withFallback(2, never)));
            never.completeExceptionally(new IllegalStateException("no light"));
            both.forEach(CompletableFuture::join);
        }
        code.put(id("light", int.class), "2");
        ran.clear();

        try (CacheTree tree = open()) {
            tree.call(
                    () -> withFallback(2, CompletableFuture.completedFuture(5)).join());
        }

        assertThat(ran).containsExactly("fallback 2", "scan 0", "light 0");
    }

    /** A step whose result is -1 if the one that it calls fails. */
    @SuppressWarnings("FutureReturnValueIgnored") // The body of a step returns it.
    private CompletableFuture<Integer> withFallback(int input, CompletableFuture<Integer> result) throws Throwable {
        return async(
                "fallback",
                input,
                () -> async("scan", 0, () -> {
                            call("light", 0, int.class, () -> 1);
                            return result;
                        })
                        .exceptionally(failure -> -1));
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Integer> async(String step, int input, Body body) throws Throwable {
        return (CompletableFuture<Integer>) call(step, input, CompletableFuture.class, body);
    }

    private Object call(String step, int input, Class<?> type, Body body) throws Throwable {
        Scope scope = Optional.ofNullable(Scope.currentOrNull()).orElseThrow();
        List<StepCall.Input> inputs = List.of(new StepCall.Input(KeyPart.Kind.PARAMETER, "input", input));
        Object result = scope.call(
                new StepCall(id(step, type), step, origins -> inputs, null, Optional.empty(), type(type), none -> {
                    ran.add(step + " " + input);
                    return body.run();
                }));
        return Optional.ofNullable(result).orElseThrow();
    }

    private static Type type(Class<?> raw) throws NoSuchMethodException {
        return raw == int.class
                ? raw
                : FailedFlightTest.class
                        .getDeclaredMethod("async", String.class, int.class, Body.class)
                        .getGenericReturnType();
    }

    private static StepId id(String step, Class<?> type) {
        return new StepId("org.lab.Scans", step, "(I)" + type.descriptorString());
    }

    private CacheTree open() {
        return CacheTree.builder()
                .code((step, loader) -> Optional.of(
                        StepCode.of(new CodeDigest(CodeDigest.Kind.CLASS_FILE, code.getOrDefault(step, "1")))))
                .open(root);
    }
}

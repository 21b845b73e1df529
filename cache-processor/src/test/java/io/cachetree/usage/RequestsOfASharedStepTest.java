package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.testkit.Fault;
import io.cachetree.testkit.FaultyStore;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Sharing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of a storage that others use as well, so that steps are claimed: the numbers that the guide gives. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestsOfASharedStepTest {

    /** The others ask nothing of a storage elsewhere: what is staged is on this machine. */
    private static final Pattern REQUEST = Pattern.compile("(read|look at|list|publish|write(?! to)|delete) .*");

    static class Steps {

        @Cached
        int square(int number) {
            return number * number;
        }
    }

    private final Store memory = Store.memory();
    private volatile CountDownLatch answersAboutOwnersAfter = new CountDownLatch(0);
    private FaultyStore store = new FaultyStore(elsewhere(memory), Fault.NONE);
    private CacheTree tree = CacheTree.builder().lease(Duration.ofHours(1)).open(store);
    private Steps steps = steps();

    private Steps steps() {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private Object read(Method method, Object[] given) throws Throwable {
        if (String.valueOf(given[0]).endsWith("/.owner")) {
            answersAboutOwnersAfter.await();
        }
        return Objects.requireNonNull(done(memory, method, given));
    }

    /** A tree in memory nobody else can see, and its steps are not claimed. */
    private Store elsewhere(Store memory) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (view, method, given) -> switch (method.getName()) {
                    case "location" -> URI.create("server://somewhere/tree");
                    case "close" -> null;
                    case "read" -> read(method, given);
                    default -> done(memory, method, given);
                });
    }

    private static @Nullable Object done(Store store, Method method, Object @Nullable [] given) throws Throwable {
        try {
            return method.invoke(store, given);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private List<String> asked() {
        return store.asked().stream()
                .filter(each -> REQUEST.matcher(each).matches())
                .map(each -> each.replaceAll("[0-9a-z]{12}", "KEY"))
                .toList();
    }

    @Test
    void firstMissOfANodeListsIt() {
        store.asked();
        steps.square(1);

        assertThat(asked())
                .containsExactly(
                        "read square/KEY.json",
                        "list square",
                        "publish square/.claim-KEY",
                        "read square/KEY.json",
                        "publish square/KEY.json",
                        "delete square/.claim-KEY");
    }

    @Test
    void claimTakesThreeRequestsMore() {
        steps.square(1);
        store.asked();
        steps.square(2);

        assertThat(asked())
                .containsExactly(
                        "read square/KEY.json",
                        "publish square/.claim-KEY",
                        "read square/KEY.json",
                        "publish square/KEY.json",
                        "delete square/.claim-KEY");
    }

    @Test
    void whoComputesWhatOthersComputeClaimsItAsWell() {
        steps.square(1);
        store.asked();
        tree.with(CacheOptions.of(Sharing.COMPUTE)).call(() -> steps.square(2));

        assertThat(asked()).hasSize(5).contains("publish square/.claim-KEY", "delete square/.claim-KEY");
    }

    @Test
    void hitIsOneRead() {
        steps.square(1);
        store.asked();
        steps.square(1);

        assertThat(asked()).containsExactly("read square/KEY.json");
    }

    @Test
    void firstMissOfAnotherProcessReadsUpToFiveEntriesToSayWhy() {
        for (int entries = 1; entries <= 7; entries++) {
            steps.square(entries);
            tree.close();
            store = new FaultyStore(elsewhere(memory), Fault.NONE);
            tree = CacheTree.builder().lease(Duration.ofHours(1)).open(store);
            steps = steps();
            store.asked();
            steps.square(100 + entries);
            long others = entries * 2L - 1;

            assertThat(asked()).hasSize(6 + (int) Math.min(5, others));
        }
    }

    /** The server answers who asks for the mark of an owner only when the step has run. */
    @Test
    void stepDoesNotWaitForWhatIsAskedOfLeftovers() throws InterruptedException {
        memory.replace("square/0123456789ab-0123456789abcdef/error.txt", new byte[9]);
        memory.replace("square/0123456789ab-0123456789abcdef/.owner", Owner.NOBODY.bytes());
        CountDownLatch hasRun = new CountDownLatch(1);
        answersAboutOwnersAfter = hasRun;

        assertThat(steps.square(3)).isEqualTo(9);
        hasRun.countDown();
        while (memory.size("square/0123456789ab-0123456789abcdef/error.txt").isPresent()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void openingIsThreeRequestsAndClosingOne() {
        tree.close();
        FaultyStore again = new FaultyStore(elsewhere(memory), Fault.NONE);
        CacheTree opened = CacheTree.builder().lease(Duration.ofHours(1)).open(again);

        assertThat(again.asked().stream()
                        .map(each -> each.replaceAll("[0-9a-f-]{36}-[0-9]+", "MARK"))
                        .toList())
                .containsExactly("read cachetree.json", "read cachetree.json", "publish .use/MARK");
        opened.close();
        assertThat(again.asked()).hasSize(1).allMatch(each -> each.startsWith("delete .use/"));
    }
}

package io.cachetree.ways;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.bytebuddy.CachedObjects;
import io.cachetree.intercept.guice.CacheTreeModule;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Calls a step of an object that holds one implementation, and of one that holds another, and prints the results and why it
 * ran: {@code ServiceProgram WAY TREE}.
 */
final class ServiceProgram {

    interface Thresholder {
        int level(int scan);
    }

    static class Otsu implements Thresholder {
        @Override
        public int level(int scan) {
            return scan + 1;
        }
    }

    /** It has a step, so that most ways make a subclass of it. */
    static class Triangle implements Thresholder {
        @Override
        @Cached
        public int level(int scan) {
            return scan + 2;
        }
    }

    /** A service that holds another, and has no steps. */
    static class Service {
        private final Thresholder thresholder;

        @Inject
        Service(Thresholder thresholder) {
            this.thresholder = thresholder;
        }
    }

    static class Segmentation {
        private final Service service;

        @Inject
        Segmentation(Service service) {
            this.service = service;
        }

        @Cached
        int segment(int scan) {
            return service.thresholder.level(scan);
        }
    }

    private ServiceProgram() {}

    public static void main(String[] arguments) {
        for (String implementation : List.of("Otsu", "Triangle")) {
            Segmentation steps = make(Way.valueOf(arguments[0]), implementation.equals("Otsu"));
            try (CacheTree tree =
                    CacheTree.builder().listener(ServiceProgram::print).open(arguments[1])) {
                int result = tree.call(() -> steps.segment(1));
                System.out.println("result " + result);
            }
        }
    }

    private static void print(CacheEvent event) {
        if (event instanceof CacheEvent.StepMissed missed) {
            System.out.println(
                    "ran %s: %s".formatted(missed.call().node(), missed.reason().text()));
        }
    }

    private static Segmentation make(Way way, boolean isOtsu) {
        Class<? extends Thresholder> implementation = isOtsu ? Otsu.class : Triangle.class;
        return switch (way) {
            case GUICE ->
                Guice.createInjector(
                                new CacheTreeModule(),
                                binder -> binder.bind(Thresholder.class).to(implementation))
                        .getInstance(Segmentation.class);
            case CACHED_OBJECTS ->
                CachedObjects.create(Segmentation.class, new Service(CachedObjects.create(implementation)));
            case WOVEN, AGENT -> new Segmentation(new Service(isOtsu ? new Otsu() : new Triangle()));
        };
    }
}

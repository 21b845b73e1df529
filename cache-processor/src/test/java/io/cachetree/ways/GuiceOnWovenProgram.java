package io.cachetree.ways;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.cachetree.CacheTree;
import io.cachetree.intercept.guice.CacheTreeModule;

/** Has Guice make an object of a class, and bind others that Guice alone could not intercept. */
final class GuiceOnWovenProgram {

    private GuiceOnWovenProgram() {}

    public static void main(String[] arguments) {
        try (CacheTree tree = CacheTree.open("memory:");
                CacheTree other = CacheTree.open("memory:")) {
            Injector injector = Guice.createInjector(CacheTreeModule.of(tree), binder -> {
                binder.bind(Steps.Private.class);
                binder.bind(Steps.Static.class);
                binder.bind(Steps.FinalClass.class);
                binder.bind(Steps.Plain.class).toInstance(new Steps.Plain());
            });
            Pipeline pipeline = injector.getInstance(Pipeline.class);
            print("injected", () -> pipeline.measure(5));
            print("again", () -> pipeline.measure(5));
            print("in another tree", () -> other.call(() -> pipeline.measure(5)));
        }
    }

    private static void print(String title, Runnable call) {
        int before = Runs.count();
        call.run();
        System.out.printf("%s: %d steps ran%n", title, Runs.count() - before);
    }
}

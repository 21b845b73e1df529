package io.cachetree.viewer;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.io.InputStream;

/** A program that shows itself: its inner step goes on until it is told to end, and asks for no directory. */
class LivePipeline {

    @Cached
    int outer(int number, @Unkeyed InputStream until) throws IOException {
        return inner(number, until) + 1;
    }

    @Cached
    int inner(int number, @Unkeyed InputStream until) throws IOException {
        return number + until.read();
    }

    public static void main(String[] arguments) throws IOException {
        LivePipeline steps = Guice.createInjector(new CacheTreeModule()).getInstance(LivePipeline.class);
        try (CacheTree tree = CacheTree.builder().listener(Viewer.live()).open(arguments[0])) {
            int result = tree.call(() -> steps.outer(1, System.in));
            System.out.println("result " + result);
        }
    }
}

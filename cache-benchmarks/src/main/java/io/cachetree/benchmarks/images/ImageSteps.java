package io.cachetree.benchmarks.images;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.util.function.Supplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** The steps that are measured: they do nothing but return an image, or a number. */
class ImageSteps {

    static ImageSteps in(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(ImageSteps.class);
    }

    /** Returns an image that the caller has; a node for each number. */
    @Cached(name = "image-{number}")
    RandomAccessibleInterval<UnsignedShortType> image(
            int number, @Unkeyed Supplier<RandomAccessibleInterval<UnsignedShortType>> image) {
        return image.get();
    }

    /** Returns an image made from another one, here as it is; a node for each number. */
    @Cached(name = "next-{number}")
    RandomAccessibleInterval<UnsignedShortType> next(int number, RandomAccessibleInterval<UnsignedShortType> previous) {
        return previous;
    }

    @Cached
    int next(int number) {
        return number + 1;
    }
}

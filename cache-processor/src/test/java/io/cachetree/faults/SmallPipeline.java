package io.cachetree.faults;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.cachetree.CacheContext;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A parent and three children, which between them leave every kind of file that a tree has. */
class SmallPipeline {

    static final int INPUT = 5;
    static final int RESULT = 16 + 1_000 + 5;

    /** The node of each step whose body ran. */
    final List<String> ran = new CopyOnWriteArrayList<>();

    /** One for all tests: making an injector takes longer than a run. */
    private static final Injector INJECTOR = Guice.createInjector(new CacheTreeModule());

    static SmallPipeline create() {
        return INJECTOR.getInstance(SmallPipeline.class);
    }

    @Cached
    int total(int number) throws IOException {
        ran.add("total");
        picture(number, null);
        return squares(number)[number - 1] + names(number).size() + number;
    }

    /** Leaves a NumPy file. */
    @Cached
    int[] squares(int number) {
        ran.add("total/squares");
        return IntStream.range(0, number).map(each -> each * each).toArray();
    }

    /** Leaves a JSON file that is too large for its record. */
    @Cached
    List<String> names(int number) {
        ran.add("total/names");
        return IntStream.range(0, 1_000)
                .mapToObj(each -> "name-%d-%070d".formatted(number, each))
                .toList();
    }

    /** Leaves a file of its own and a log. */
    @Cached
    void picture(int number, @CacheUrl @Nullable Path directory) throws IOException {
        ran.add("total/picture");
        CacheContext.current().log("drawing " + number);
        if (directory != null) {
            Files.writeString(directory.resolve("picture.txt"), "#".repeat(100 * number));
        }
    }
}

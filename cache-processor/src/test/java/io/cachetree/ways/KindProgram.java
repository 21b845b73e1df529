package io.cachetree.ways;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import io.cachetree.CacheTree;
import io.cachetree.tree.InvalidStepException;
import java.util.Objects;

/** Calls a step of each kind twice and prints, for each, whether it was intercepted: {@code KindProgram WAY}. */
final class KindProgram {

    private KindProgram() {}

    public static void main(String[] arguments) {
        Way way = Way.valueOf(arguments[0]);
        for (Kind kind : Kind.values()) {
            System.out.println(kind + "=" + outcome(kind, way));
        }
    }

    /** Each kind has a tree of its own. */
    private static String outcome(Kind kind, Way way) {
        try (CacheTree tree = CacheTree.open("memory:")) {
            int before = Runs.count();
            Object first = tree.<Object, Throwable>call(() -> kind.call(way));
            int once = Runs.count() - before;
            Object second = tree.<Object, Throwable>call(() -> kind.call(way));
            int twice = Runs.count() - before;
            return Objects.deepEquals(first, second) ? outcome(once, twice).name() : first + " is not " + second;
        } catch (InvalidStepException | CreationException | ConfigurationException e) {
            return Outcome.ERROR.name();
        } catch (Throwable e) {
            e.printStackTrace();
            return "failed: " + e;
        }
    }

    private static Outcome outcome(int once, int twice) {
        return once > 0 && once == twice ? Outcome.STEP : Outcome.PLAIN;
    }
}

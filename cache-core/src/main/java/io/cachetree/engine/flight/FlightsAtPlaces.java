package io.cachetree.engine.flight;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flights of each directory that a tree of this process is open on, so that two trees on one directory share them.
 *
 * <p>This is state of the whole process because the directory is; it is held weakly, and goes with the trees. Thread
 * safety: any number of threads.
 */
public final class FlightsAtPlaces {

    private static final Map<URI, WeakReference<SingleFlight>> PLACES = new HashMap<>();

    private FlightsAtPlaces() {}

    /** Returns the flights at a place; what is only in memory is a place of its own. */
    public static SingleFlight at(URI place) {
        if ("memory".equals(place.getScheme())) {
            return new SingleFlight();
        }
        synchronized (PLACES) {
            SingleFlight known = known(place);
            SingleFlight flights = known == null ? new SingleFlight() : known;
            PLACES.values().removeIf(each -> each.refersTo(null));
            PLACES.put(place, new WeakReference<>(flights));
            return flights;
        }
    }

    private static @Nullable SingleFlight known(URI place) {
        WeakReference<SingleFlight> known = PLACES.get(place);
        return known == null ? null : known.get();
    }
}

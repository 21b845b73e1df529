package io.cachetree.key.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds and lists the directories and jars whose classes are the project's own. */
final class Places {

    private static final String SUFFIX = ".class";
    private static final List<String> CACHETREE =
            List.of("io/cachetree/key/CodeIdentity", "io/cachetree/annotation/Cached");

    private final Resources resources;
    private final OwnCode own;
    private final List<Place> directories;

    Places(Resources resources, OwnCode own) {
        this.resources = resources;
        this.own = own;
        this.directories = findDirectories();
    }

    /**
     * Returns where a class lies, if that is not listed anyway; nothing if it is gone, or lies where no classes can be
     * listed.
     */
    Optional<Place> home(String className) {
        String file = className + SUFFIX;
        return resources.find(file).flatMap(url -> Place.of(url, file)).filter(each -> !directories.contains(each));
    }

    /** Lists the own code of a step whose class lies at {@code home}, in the order of the class path. */
    void list(Optional<Place> home, Listing.Sink sink) {
        Set<Place> whole = new LinkedHashSet<>(directories);
        home.ifPresent(whole::add);
        whole.forEach(each -> Listing.list(each, any -> true, sink));
        Set<Place> others = packages();
        others.removeAll(whole);
        others.forEach(each -> Listing.list(each, own::contains, sink));
    }

    private List<Place> findDirectories() {
        List<Place> found = new ArrayList<>();
        resources
                .findAll("")
                .forEach(url -> Place.of(url, "")
                        .filter(Place::isDirectory)
                        .filter(each -> CACHETREE.stream().noneMatch(each::holds))
                        .ifPresent(found::add));
        return found;
    }

    private Set<Place> packages() {
        Set<Place> found = new LinkedHashSet<>();
        for (String each : own.packages()) {
            String directory = each.replace('.', '/') + "/";
            resources.findAll(directory).forEach(url -> Place.of(url, directory).ifPresent(found::add));
        }
        return found;
    }
}

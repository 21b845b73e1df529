package io.cachetree.key.code;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds and lists the directories and jars whose classes are the project's own. */
final class Places {

    private static final String SUFFIX = ".class";
    private static final List<String> CACHETREE =
            List.of("io/cachetree/key/CodeIdentity", "io/cachetree/annotation/Cached");

    /** Takes the classes of a place one by one. */
    @FunctionalInterface
    interface Listing {
        /** Takes a class by its internal name, with its file if it lies in a directory. */
        void found(String className, Optional<Path> file, byte[] bytes);
    }

    private final Resources resources;
    private final OwnCode own;

    Places(Resources resources, OwnCode own) {
        this.resources = resources;
        this.own = own;
    }

    /** Returns where a class lies; empty if it is gone, or lies where no classes can be listed. */
    Optional<Place> of(String className) {
        String file = className + SUFFIX;
        return resources.find(file).flatMap(url -> Place.of(url, file));
    }

    /** Lists the own code of a step whose class lies at {@code home}, in the order of the class path. */
    void list(Optional<Place> home, Listing listing) {
        Set<Place> whole = new LinkedHashSet<>(directories());
        home.ifPresent(whole::add);
        whole.forEach(each -> list(each, any -> true, listing));
        Set<Place> others = packages();
        others.removeAll(whole);
        others.forEach(each -> list(each, own::contains, listing));
    }

    private List<Place> directories() {
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

    private static void list(Place place, Predicate<String> wanted, Listing listing) {
        try {
            if (place.isDirectory()) {
                listDirectory(place.path(), wanted, listing);
            } else {
                listJar(place.path(), wanted, listing);
            }
        } catch (IOException e) {
            throw new InvalidStepException(
                    "Cannot read the classes in \"%s\": %s. Build the project again, or give the step a version."
                            .formatted(place.path(), e.getMessage()),
                    e);
        }
    }

    private static void listDirectory(Path root, Predicate<String> wanted, Listing listing) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (isClass(name) && wanted.test(name)) {
                    listing.found(withoutSuffix(name), Optional.of(file), Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void listJar(Path jar, Predicate<String> wanted, Listing listing) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.versionedStream()::iterator) {
                if (isClass(entry.getName()) && wanted.test(entry.getName())) {
                    try (InputStream in = file.getInputStream(entry)) {
                        listing.found(withoutSuffix(entry.getName()), Optional.empty(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.endsWith("-info.class");
    }

    private static String withoutSuffix(String name) {
        return name.substring(0, name.length() - SUFFIX.length());
    }
}

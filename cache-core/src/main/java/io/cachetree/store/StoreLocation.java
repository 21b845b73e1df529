package io.cachetree.store;

import io.cachetree.tree.InvalidStepException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From the text that names the root of a tree to its store. */
final class StoreLocation {

    /** Two letters at least, so that a drive of Windows is no scheme. */
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    private static final Pattern USER = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:/*).*@", Pattern.DOTALL);

    private static final Pattern CONTAINER = Pattern.compile("(?i)az://[^:/@]*@[^@]*");

    /** Where the stores are for schemes that are not part of this library. */
    private static final Map<String, String> DEPENDENCIES =
            Map.of("s3", "cache-remote", "gs", "cache-remote", "az", "cache-remote", "hdfs", "cache-remote");

    private StoreLocation() {}

    static Store store(String location) {
        Matcher url = URL.matcher(location);
        if (!url.matches()) {
            return directory(path(location));
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "memory" -> Store.memory();
            case "file" -> directory(file(location));
            case "zip" -> ZipStore.at(url.group(2));
            default ->
                provider(scheme).orElseThrow(() -> unknown(location, scheme)).open(url(location));
        };
    }

    static Store storeToWrite(String location) {
        Matcher url = URL.matcher(location);
        return url.matches() && url.group(1).equalsIgnoreCase("zip") ? NewZip.at(url.group(2)) : store(location);
    }

    /** Returns the store in a directory, which may be missing, but not something else. */
    static Store directory(Path root) {
        if (Files.isRegularFile(root)) {
            throw new InvalidStepException("Cannot open a cache tree at \"%s\": it is a file. %s"
                    .formatted(
                            root,
                            isNamedZip(root)
                                    ? "To read a zip, write \"zip:%s\".".formatted(root)
                                    : "Choose a new or empty directory."));
        }
        return Store.directory(root);
    }

    private static boolean isNamedZip(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** A program may have its jars in a class loader of its own, and this library may be in one that knows more or fewer. */
    private static Optional<StoreProvider> provider(String scheme) {
        return Stream.of(Thread.currentThread().getContextClassLoader(), StoreProvider.class.getClassLoader())
                .flatMap(loader -> ServiceLoader.load(StoreProvider.class, loader).stream())
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.schemes().contains(scheme))
                .findFirst();
    }

    private static InvalidStepException unknown(String location, String scheme) {
        String dependency = DEPENDENCIES.get(scheme);
        return new InvalidStepException(
                "Cannot open a cache tree at \"%s\": no store for the scheme \"%s\" is known. %s"
                        .formatted(
                                withoutSecrets(location),
                                scheme,
                                dependency == null
                                        ? "Use a path, \"file:\" or \"memory:\", or the URL of a storage whose module is on the class path."
                                        : "Add the dependency \"io.cachetree:%s\".".formatted(dependency)));
    }

    /** What stands in a query or behind a {@code #} may be a secret, and so may what stands before an {@code @}, unless it names a container of Azure. */
    private static String withoutSecrets(String location) {
        String plain = location.split("[?#]", 2)[0];
        return CONTAINER.matcher(plain).matches() ? plain : USER.matcher(plain).replaceFirst("$1");
    }

    private static URI url(String location) {
        try {
            return URI.create(location);
        } catch (IllegalArgumentException e) {
            throw new InvalidStepException(
                    "Cannot open a cache tree at \"%s\": it is no URL. Write one such as \"s3://bucket/runs/mouse-12\", with \"%%20\" for a space."
                            .formatted(withoutSecrets(location)));
        }
    }

    static Path path(String location) {
        if (location.isBlank()) {
            throw new InvalidStepException(
                    "Cannot open a cache tree at \"\": the path is empty. Name a directory, such as \"runs/mouse-12\".");
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw unusable(location, e);
        }
    }

    static Path file(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw unusable(location, e);
        }
    }

    private static InvalidStepException unusable(String location, IllegalArgumentException e) {
        return new InvalidStepException(
                "Cannot open a cache tree at \"%s\": %s. Use a path such as \"runs/mouse-12\"."
                        .formatted(location, e.getMessage()),
                e);
    }
}

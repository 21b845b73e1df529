package io.cachetree.key.code;

import io.cachetree.key.CodePart;
import io.cachetree.key.code.internal.Bodies;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names and versions of the jars that code calls.
 *
 * <p>Thread safety: may be used by many threads at the same time. Each jar is opened once.
 */
final class Libraries {

    private static final Pattern FILE_NAME = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    private record Named(String name, String version) {}

    /** Where a class of a library is from: a jar, something like a jar that has no version for us, the JDK, or nowhere. */
    private record Origin(Optional<CodePart> jar, Optional<String> unversioned, boolean isMissing) {}

    private final Resources resources;
    private final ConcurrentMap<Path, CodePart> jars = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Origin> origins = new ConcurrentHashMap<>();

    Libraries(Resources resources) {
        this.resources = resources;
    }

    /**
     * Adds the jar of a class to the code that calls it. It has the version that the jar gives; if it gives none, or one
     * that is not final, the digest of the jar's content. The JDK and CacheTree do not count.
     *
     * @throws InvalidStepException if the jar cannot be read
     */
    void add(String className, Parts parts) {
        if (isUncounted(className)) {
            return;
        }
        Origin origin = origins.computeIfAbsent(className, this::origin);
        origin.jar().ifPresent(parts::library);
        origin.unversioned().ifPresent(parts::unversioned);
        if (origin.isMissing()) {
            parts.missing(className);
        }
    }

    /**
     * Returns name and version of the jar of a class as {@link #add} counts it; empty where it counts none.
     *
     * @throws InvalidStepException if the jar cannot be read
     */
    String nameAndVersion(String className) {
        Optional<CodePart> jar = isUncounted(className)
                ? Optional.empty()
                : origins.computeIfAbsent(className, this::origin).jar();
        return jar.map(each -> each.owner() + " " + each.digest()).orElse("");
    }

    private static boolean isUncounted(String className) {
        return className.startsWith("java/") || className.startsWith("io/cachetree/");
    }

    private Origin origin(String className) {
        String file = className + ".class";
        Optional<URL> url = resources.find(file);
        Optional<CodePart> jar = url.flatMap(each -> Place.of(each, file))
                .filter(place -> !place.isDirectory())
                .map(place -> jars.computeIfAbsent(place.path(), Libraries::read));
        Optional<String> unversioned = url.filter(each -> !each.getProtocol().equals("jrt"))
                .filter(each -> Place.of(each, file).isEmpty())
                .map(each -> container(each.toString(), file));
        return new Origin(jar, unversioned, url.isEmpty());
    }

    /** Returns the last name in the address of what a file lies in, such as that of a jar within a jar. */
    private static String container(String address, String file) {
        String around = address.substring(0, Math.max(address.length() - file.length(), 0));
        int end = around.length();
        while (end > 0 && "!/".indexOf(around.charAt(end - 1)) >= 0) {
            end--;
        }
        return around.substring(around.lastIndexOf('/', end - 1) + 1, end);
    }

    private static CodePart read(Path path) {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Named named = byPom(jar).or(() -> byManifest(jar)).orElseGet(() -> byFileName(path));
            boolean isFinal = !named.version().isEmpty() && !named.version().contains("SNAPSHOT");
            return new CodePart(
                    CodePart.Kind.LIBRARY, named.name(), "", isFinal ? named.version() : "content " + content(jar));
        } catch (IOException e) {
            throw new InvalidStepException(
                    "Cannot read the library \"%s\": %s. Put a whole jar in its place.".formatted(path, e.getMessage()),
                    e);
        }
    }

    /** A jar that was merged from others has several of these files, and none of them is its own. */
    private static Optional<Named> byPom(JarFile jar) {
        List<JarEntry> poms = jar.stream()
                .filter(each -> POM.matcher(each.getName()).matches())
                .toList();
        return poms.size() == 1 ? byPom(jar, poms.get(0)) : Optional.empty();
    }

    private static Optional<Named> byPom(JarFile jar, JarEntry pom) {
        try (InputStream in = jar.getInputStream(pom)) {
            Properties properties = new Properties();
            properties.load(in);
            return named(properties.getProperty("artifactId"), properties.getProperty("version"));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Named> byManifest(JarFile jar) {
        try {
            Manifest manifest = jar.getManifest();
            return manifest == null ? Optional.empty() : byManifest(manifest.getMainAttributes());
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Named> byManifest(Attributes main) {
        return named(main.getValue("Bundle-SymbolicName"), main.getValue("Bundle-Version"))
                .or(() -> named(main.getValue("Implementation-Title"), main.getValue("Implementation-Version")))
                .or(() -> named(main.getValue("Automatic-Module-Name"), main.getValue("Implementation-Version")));
    }

    private static Optional<Named> named(@Nullable String name, @Nullable String version) {
        return name == null || version == null
                ? Optional.empty()
                : Optional.of(new Named(name.split(";", 2)[0], version));
    }

    private static Named byFileName(Path jar) {
        String file = String.valueOf(jar.getFileName());
        Matcher parts = FILE_NAME.matcher(file);
        return parts.matches() ? new Named(parts.group(1), parts.group(2)) : new Named(file.replace(".jar", ""), "");
    }

    /** Names, sizes and checksums tell contents apart; what only says when the jar was made does not count. */
    private static String content(JarFile jar) {
        StringBuilder content = new StringBuilder();
        jar.stream()
                .filter(each -> !each.isDirectory() && !each.getName().startsWith("META-INF/maven/"))
                .filter(each -> !each.getName().equals(JarFile.MANIFEST_NAME))
                .map(each -> each.getName() + " " + each.getSize() + " " + each.getCrc() + "\n")
                .sorted()
                .forEach(content::append);
        return Bodies.digest(content.toString());
    }
}

package io.cachetree.intercept.check.internal;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * The fingerprinters and codecs that an author has given, as far as they can be seen: those that are compiled now, those
 * that a service file in a directory of the class path names, and those of other modules of CacheTree.
 */
public final class VisibleWays {

    private static final String FINGERPRINTER = "io.cachetree.key.Fingerprinter";
    private static final String PROVIDER = "io.cachetree.codec.CodecProvider";

    /** javac shows no service file that is in a jar. */
    private static final List<String> OF_MODULES = List.of(
            "io.cachetree.zarr.ImageCodecs",
            "io.cachetree.zarr.image.ImageFingerprinter",
            "io.cachetree.zarr.image.ImageFingerprinter.OfNdArray",
            "io.cachetree.table.TableCodecs",
            "io.cachetree.table.TableFingerprinter");

    private final JavaTypes types;
    private final Elements elements;
    private final Filer filer;
    private final List<TypeMirror> fingerprinted = new ArrayList<>();
    private boolean hasProvider;

    public VisibleWays(ProcessingEnvironment environment, JavaTypes types) {
        this.types = types;
        elements = environment.getElementUtils();
        filer = environment.getFiler();
        OF_MODULES.stream()
                .flatMap(name -> Optional.ofNullable(elements.getTypeElement(name)).stream())
                .forEach(this::add);
        for (Location each : List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH)) {
            services(each, FINGERPRINTER).forEach(this::add);
            hasProvider |= services(each, PROVIDER).findAny().isPresent();
        }
    }

    /** Looks at classes that are compiled now, and at those within them. */
    public void add(Set<? extends Element> roots) {
        Stream<TypeElement> all = ElementFilter.typesIn(roots).stream();
        all.forEach(each -> {
            add(each);
            add(Set.copyOf(ElementFilter.typesIn(each.getEnclosedElements())));
        });
    }

    /** Returns whether values of a type have a fingerprinter. */
    public boolean hasFingerprinter(TypeMirror type) {
        return fingerprinted.stream().anyMatch(each -> types.isA(type, nameOf(each)));
    }

    /** Returns whether there are codecs of which nobody can tell here for which types they are. */
    public boolean hasCodecProvider() {
        return hasProvider;
    }

    private void add(TypeElement type) {
        hasProvider |= types.isA(type.asType(), PROVIDER);
        types.supertypes(type.asType())
                .filter(each -> JavaTypes.isExactly(each, FINGERPRINTER))
                .flatMap(each -> JavaTypes.arguments(each).stream())
                .filter(each -> JavaTypes.element(each).isPresent())
                .forEach(fingerprinted::add);
    }

    private static String nameOf(TypeMirror type) {
        return JavaTypes.element(type).orElseThrow().getQualifiedName().toString();
    }

    private Stream<TypeElement> services(Location location, String service) {
        try (Reader in =
                filer.getResource(location, "", "META-INF/services/" + service).openReader(true)) {
            return read(in)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip().replace('$', '.'))
                    .filter(line -> !line.isEmpty())
                    .flatMap(name -> Optional.ofNullable(elements.getTypeElement(name)).stream())
                    .toList()
                    .stream();
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException noSuchFile) {
            return Stream.empty();
        }
    }

    private static String read(Reader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
        }
        return text.toString();
    }
}

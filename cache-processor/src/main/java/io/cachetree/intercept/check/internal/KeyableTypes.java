package io.cachetree.intercept.check.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Tells whether values of a declared type can be fingerprinted, by the rules of {@code io.cachetree.key.Fingerprints}.
 *
 * <p>Certain is only what fails for each value of a type of the JDK. For another class a fingerprinter may be
 * registered that cannot be seen from here, and behind an interface there may be a record.
 */
public final class KeyableTypes {

    private static final List<String> KNOWN = List.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Class",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.List",
            "java.util.Queue",
            "java.util.Set",
            "java.util.Map",
            "java.util.Map.Entry",
            "java.nio.file.Path",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.util.UUID",
            "java.net.URI",
            "java.util.Locale",
            "java.nio.charset.Charset",
            "java.time.Instant",
            "java.time.Duration",
            "java.time.Period",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.MonthDay",
            "java.time.ZoneId",
            "java.time.OffsetTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");

    private static final List<String> ONCE =
            List.of("java.util.Iterator", "java.util.stream.BaseStream", "java.io.InputStream", "java.io.Reader");

    private static final List<String> LIVE = List.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.ThreadGroup",
            "java.lang.ClassLoader",
            "java.lang.Process",
            "java.lang.System.Logger",
            "java.io.OutputStream",
            "java.io.Writer",
            "java.io.RandomAccessFile",
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.URLConnection",
            "java.nio.channels.Channel",
            "java.nio.file.FileSystem",
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.ResultSet",
            "java.util.Timer",
            "java.util.logging.Logger",
            "java.util.concurrent.Executor",
            "java.util.concurrent.Future",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.Semaphore",
            "java.util.concurrent.ThreadFactory",
            "java.util.concurrent.locks.Lock",
            "java.util.concurrent.locks.ReadWriteLock",
            "java.util.random.RandomGenerator");

    private static final List<String> LOGGERS =
            List.of("org.slf4j.Logger", "org.apache.logging.log4j.Logger", "org.apache.commons.logging.Log");

    private static final List<String> OPEN =
            List.of("java.lang.Object", "java.lang.Number", "java.lang.Record", "java.lang.Enum");

    private static final String FILE = """
            a "java.io.File" may stand for a name or for a content. Pass a java.nio.file.Path, whose content counts, or \
            a String.""";

    private final JavaTypes types;
    private final VisibleWays ways;

    public KeyableTypes(JavaTypes types, VisibleWays ways) {
        this.types = types;
        this.ways = ways;
    }

    /** Returns whether a type is a plain value, so that a field of it is configuration and no service. */
    public boolean isValue(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED -> isRecordOrEnum(type) || types.isA(type, KNOWN) || types.isA(type, "java.util.Collection");
            default -> true;
        };
    }

    /**
     * Returns why values of a type may have no fingerprint.
     *
     * @param place the name of the parameter or field
     */
    public Optional<Doubt> doubt(TypeMirror type, String place) {
        return doubt(type, place, new ArrayDeque<>());
    }

    private Optional<Doubt> doubt(TypeMirror type, String place, Deque<String> within) {
        return switch (type.getKind()) {
            case ARRAY -> doubt(((ArrayType) type).getComponentType(), place + "[]", within);
            case TYPEVAR -> ofBound(((TypeVariable) type).getUpperBound(), place, within);
            case WILDCARD ->
                Optional.ofNullable(((WildcardType) type).getExtendsBound())
                        .flatMap(bound -> ofBound(bound, place, within));
            case DECLARED -> ofDeclared(type, place, within);
            default -> Optional.empty();
        };
    }

    /** A type variable may stand within its own bound. */
    private Optional<Doubt> ofBound(TypeMirror bound, String place, Deque<String> within) {
        return within.size() > 20 ? Optional.empty() : doubt(bound, place, within);
    }

    private Optional<Doubt> ofDeclared(TypeMirror type, String place, Deque<String> within) {
        TypeElement element = JavaTypes.element(type).orElseThrow();
        String name = types.name(type);
        if (within.contains(name) || ways.hasFingerprinter(type)) {
            return Optional.empty();
        }
        within.push(name);
        Optional<Doubt> doubt = ofElement(type, element, place, within);
        within.pop();
        return doubt;
    }

    private Optional<Doubt> ofElement(TypeMirror type, TypeElement element, String place, Deque<String> within) {
        if (isRecordOrEnum(type)) {
            return ofComponents(type, element, place, within);
        }
        if (types.isA(type, KNOWN)) {
            return ofArguments(type, place, within);
        }
        boolean certain = JavaTypes.isOfJdk(element) || JavaTypes.isExactly(type, LOGGERS);
        return reason(type, element)
                .map(reason -> new Doubt(
                        certain && isRefused(type, element) ? Rule.INPUT_WITHOUT_KEY : Rule.INPUT_PERHAPS_WITHOUT_KEY,
                        place,
                        reason));
    }

    private Optional<Doubt> ofComponents(TypeMirror type, TypeElement element, String place, Deque<String> within) {
        for (RecordComponentElement each : element.getRecordComponents()) {
            Optional<Doubt> doubt =
                    doubt(types.returnType(type, each.getAccessor()), place + "." + each.getSimpleName(), within);
            if (doubt.isPresent()) {
                return doubt;
            }
        }
        return Optional.empty();
    }

    private Optional<Doubt> ofArguments(TypeMirror type, String place, Deque<String> within) {
        if (JavaTypes.isExactly(type, "java.lang.Class")) {
            return Optional.empty();
        }
        return JavaTypes.arguments(type).stream()
                .flatMap(each -> doubt(each, place + "[]", within).stream())
                .findFirst();
    }

    private boolean isRefused(TypeMirror type, TypeElement element) {
        return isFunctional(element)
                || types.isA(type, ONCE)
                || types.isA(type, LIVE)
                || types.isA(type, LOGGERS)
                || types.isA(type, "java.io.File");
    }

    private Optional<String> reason(TypeMirror type, TypeElement element) {
        if (types.isA(type, "java.io.File")) {
            return Optional.of(FILE);
        }
        Optional<String> once =
                ONCE.stream().filter(each -> types.isA(type, each)).findFirst();
        if (once.isPresent()) {
            return once.map(each -> readOnce(each.replace("BaseStream", "Stream")));
        }
        if (isFunctional(element)) {
            return Optional.of(lambda(types.binaryName(element)));
        }
        return isRefused(type, element) || !mayHoldAnything(type, element)
                ? Optional.of(unknown(types.binaryName(element)))
                : Optional.empty();
    }

    private static String readOnce(String name) {
        return """
            a "%s" can be read only once, and the step needs it. Pass a List, an array or a Path instead, or mark the \
            parameter @Unkeyed.""".formatted(name);
    }

    private static String lambda(String name) {
        return """
            "%s" is a functional interface, and a lambda has no content to compare. Mark the parameter @Unkeyed, or pass \
            an enum constant or a record that implements the interface.""".formatted(name);
    }

    private static String unknown(String name) {
        return """
            nothing says what makes two objects of "%s" the same. Mark the parameter @Unkeyed, register a Fingerprinter \
            for the class, or make it a record.""".formatted(name);
    }

    private static boolean isFunctional(TypeElement element) {
        return element.getKind() == ElementKind.INTERFACE && element.getAnnotation(FunctionalInterface.class) != null;
    }

    /** A value behind an interface, or behind a superclass of values, may well be one that has a fingerprint. */
    private boolean mayHoldAnything(TypeMirror type, TypeElement element) {
        if (element.getKind() == ElementKind.INTERFACE) {
            return !element.getModifiers().contains(Modifier.SEALED) || permitsKeyable(element);
        }
        return JavaTypes.isExactly(type, OPEN);
    }

    private boolean permitsKeyable(TypeElement element) {
        return element.getPermittedSubclasses().stream()
                .anyMatch(each -> doubt(each, "").isEmpty());
    }

    private static boolean isRecordOrEnum(TypeMirror type) {
        return JavaTypes.element(type).stream()
                .anyMatch(each -> each.getKind() == ElementKind.RECORD || each.getKind() == ElementKind.ENUM);
    }
}

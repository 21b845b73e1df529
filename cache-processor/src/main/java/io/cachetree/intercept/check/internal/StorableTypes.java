package io.cachetree.intercept.check.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Tells whether results of a declared type can be stored, by the rules of {@code io.cachetree.codec.Codecs}.
 *
 * <p>Certain is only what is wrong with types of the JDK. A class of the author's own may have a codec of its own, which
 * cannot be seen from here; where there is any such codec, nothing is said about these classes.
 */
public final class StorableTypes {

    private static final List<String> KEYS = List.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.util.UUID",
            "java.net.URI");

    private static final List<String> OTHER_VALUES =
            List.of("java.lang.Void", "java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    private static final List<String> TIMES = List.of(
            "java.time.temporal.Temporal",
            "java.time.temporal.TemporalAmount",
            "java.time.MonthDay",
            "java.time.ZoneId");

    private static final List<String> LIVE = List.of(
            "java.lang.AutoCloseable",
            "java.util.Iterator",
            "java.lang.Thread",
            "java.util.concurrent.Future",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Executor");

    private static final List<String> ASYNC =
            List.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");

    private static final String IMAGE = "java.awt.image.BufferedImage";
    private static final List<String> FILES = List.of("java.nio.file.Path", "java.io.File");

    private static final String DECLARE = "Declare the exact type.";
    private static final String OR_CODEC = "Return a record of plain data, or register a CodecProvider.";

    private final JavaTypes types;
    private final VisibleWays ways;

    public StorableTypes(JavaTypes types, VisibleWays ways) {
        this.types = types;
        this.ways = ways;
    }

    /** Returns the type of the value that is stored: of a value to come, that of what comes. */
    public TypeMirror stored(TypeMirror declared) {
        boolean comes = JavaTypes.isExactly(declared, ASYNC) && !JavaTypes.isRaw(declared);
        return comes ? JavaTypes.arguments(declared).get(0) : declared;
    }

    /** Returns why results of a type may not be stored, as {@link #stored} gives it. */
    public Optional<Doubt> doubt(TypeMirror type) {
        if (JavaTypes.isExactly(type, ASYNC)) {
            return none(JavaTypes.simpleName(type), "is raw, so that its value could be any object", DECLARE);
        }
        return hasFilesOfItsOwn(type)
                ? Optional.empty()
                : unresolved(type, false).or(() -> ofPart(type, JavaTypes.simpleName(type), new ArrayDeque<>()));
    }

    /** Results, the components of records and the values of maps have codecs of their own; other types are JSON. */
    private Optional<Doubt> ofPart(TypeMirror type, String place, Deque<String> within) {
        if (hasFilesOfItsOwn(type) || within.contains(types.name(type))) {
            return Optional.empty();
        }
        if (isMapOfNames(type)) {
            return ofPart(JavaTypes.arguments(type).get(1), place + "[]", within)
                    .map(doubt -> doubt.in("[]"));
        }
        Optional<TypeElement> record = JavaTypes.element(type)
                .filter(each -> each.getKind() == ElementKind.RECORD)
                .filter(each -> !isTakenAsItIs(each) && !JavaTypes.isRaw(type));
        return record.isPresent() ? ofRecord(type, record.get(), place, within) : doubt(type, place, within);
    }

    private static boolean isMapOfNames(TypeMirror type) {
        return JavaTypes.isExactly(type, "java.util.Map")
                && !JavaTypes.isRaw(type)
                && JavaTypes.isExactly(JavaTypes.arguments(type).get(0), "java.lang.String");
    }

    private Optional<Doubt> ofRecord(TypeMirror type, TypeElement element, String place, Deque<String> within) {
        within.push(types.name(type));
        Optional<Doubt> doubt = ofKind(type, element, place)
                .or(() -> element.getRecordComponents().stream()
                        .filter(each -> !isJacksons(each.getAccessor()))
                        .flatMap(each -> ofPart(typeOf(type, each), placeOf(each, element), within)
                                .map(found -> found.in(each.getSimpleName().toString()))
                                .stream())
                        .findFirst());
        within.pop();
        return doubt.map(each -> each.as(Rule.RESULT_PERHAPS_WITHOUT_CODEC));
    }

    private TypeMirror typeOf(TypeMirror record, RecordComponentElement component) {
        return types.returnType(record, component.getAccessor());
    }

    private static String placeOf(RecordComponentElement component, TypeElement record) {
        return record.getSimpleName() + "." + component.getSimpleName();
    }

    /** What stands for another type is looked for first, as the run time does. */
    private Optional<Doubt> unresolved(TypeMirror type, boolean withinAuthors) {
        return switch (type.getKind()) {
            case ARRAY -> unresolved(((ArrayType) type).getComponentType(), withinAuthors);
            case TYPEVAR -> Optional.of(unknown(ruleFor((TypeVariable) type, withinAuthors), type));
            case WILDCARD -> ofWildcard(type, withinAuthors);
            case DECLARED -> {
                boolean within = withinAuthors
                        || !JavaTypes.isOfJdk(JavaTypes.element(type).orElseThrow());
                yield JavaTypes.arguments(type).stream()
                        .flatMap(each -> unresolved(each, within).stream())
                        .findFirst();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Doubt> ofWildcard(TypeMirror type, boolean withinAuthors) {
        if (!withinAuthors) {
            return Optional.of(unknown(Rule.RESULT_WITHOUT_CODEC, type));
        }
        return ways.hasCodecProvider()
                ? Optional.empty()
                : Optional.of(unknown(Rule.RESULT_PERHAPS_WITHOUT_CODEC, type));
    }

    /** A variable of a class may be known from the class of the object, one of a method never is. */
    private static Rule ruleFor(TypeVariable type, boolean withinAuthors) {
        boolean isOfClass = type.asElement().getEnclosingElement() instanceof TypeElement;
        return isOfClass || withinAuthors ? Rule.RESULT_PERHAPS_WITHOUT_CODEC : Rule.RESULT_WITHOUT_CODEC;
    }

    private Doubt unknown(Rule rule, TypeMirror type) {
        return new Doubt(rule, "", "what \"%s\" stands for is not known. %s".formatted(types.name(type), DECLARE));
    }

    private boolean hasFilesOfItsOwn(TypeMirror type) {
        List<? extends TypeMirror> arguments = JavaTypes.arguments(type);
        return JavaTypes.isExactly(type, List.of("java.nio.file.Path", IMAGE))
                || (JavaTypes.isExactly(type, "java.util.List")
                        && arguments.size() == 1
                        && JavaTypes.isExactly(arguments.get(0), "java.nio.file.Path"));
    }

    private Optional<Doubt> doubt(TypeMirror type, String place, Deque<String> within) {
        return switch (type.getKind()) {
            case ARRAY -> doubt(((ArrayType) type).getComponentType(), place + "[]", within);
            case DECLARED -> ofDeclared(type, place, within);
            default -> Optional.empty();
        };
    }

    private Optional<Doubt> ofDeclared(TypeMirror type, String place, Deque<String> within) {
        TypeElement element = JavaTypes.element(type).orElseThrow();
        String name = types.name(type);
        if (within.contains(name)) {
            return Optional.empty();
        }
        within.push(name);
        Optional<Doubt> doubt = JavaTypes.isOfJdk(element)
                ? ofJdk(type, element, place, within)
                : ofAuthor(type, element, place, within);
        within.pop();
        return doubt;
    }

    private Optional<Doubt> ofJdk(TypeMirror type, TypeElement element, String place, Deque<String> within) {
        String name = types.binaryName(element);
        if (isKey(type) || JavaTypes.isExactly(type, OTHER_VALUES)) {
            return Optional.empty();
        }
        if (name.equals("java.lang.Object")) {
            return none(place, "could be any object", DECLARE);
        }
        if (types.isA(type, LIVE)) {
            return live(place, name);
        }
        if (types.isA(type, FILES)) {
            return none(place, filesReason(name), "Return a Path or a List<Path> from a step of its own.");
        }
        if (name.equals(IMAGE)) {
            return Optional.of(Doubt.ofFiles(place, JavaTypes.simpleName(type)));
        }
        if (name.equals("java.util.Optional") || isContainer(type)) {
            return ofContents(type, place, within);
        }
        return none(
                place, "is a %s, of which CacheTree does not know that it comes back equal".formatted(name), OR_CODEC);
    }

    private boolean isContainer(TypeMirror type) {
        return types.isA(type, List.of("java.util.Collection", "java.util.Map"));
    }

    private static String filesReason(String name) {
        return "is a %s, and files are results of their own".formatted(name);
    }

    private Optional<Doubt> ofContents(TypeMirror type, String place, Deque<String> within) {
        boolean isOptional = JavaTypes.isExactly(type, "java.util.Optional");
        String contents = place + (isOptional ? ".value" : "[]");
        List<? extends TypeMirror> arguments = JavaTypes.arguments(type);
        if (isOptional && !arguments.isEmpty() && JavaTypes.isExactly(arguments.get(0), "java.util.Optional")) {
            return none(place, "is an Optional in an Optional, which JSON cannot tell apart", OR_CODEC);
        }
        if (types.isA(type, "java.util.Map") && hasWrongKeys(type, arguments)) {
            return none(place, "has keys that are no text, numbers or enum constants", "Return a list of records.");
        }
        return JavaTypes.isRaw(type)
                ? none(contents, "could be any object", DECLARE)
                : ofArguments(arguments, contents, within);
    }

    private boolean hasWrongKeys(TypeMirror map, List<? extends TypeMirror> arguments) {
        return JavaTypes.isRaw(map) || (arguments.size() == 2 && isWrongKey(arguments.get(0)));
    }

    private boolean isWrongKey(TypeMirror key) {
        return (JavaTypes.element(key).isPresent() && !isKey(key)) || key instanceof ArrayType;
    }

    private Optional<Doubt> ofArguments(List<? extends TypeMirror> arguments, String place, Deque<String> within) {
        return arguments.stream()
                .flatMap(each -> doubt(each, place, within).stream())
                .findFirst();
    }

    private boolean isKey(TypeMirror type) {
        return JavaTypes.isExactly(type, KEYS)
                || JavaTypes.isEnum(type)
                || (isInJavaTime(type) && types.isA(type, TIMES));
    }

    private boolean isInJavaTime(TypeMirror type) {
        return types.name(type).matches("java\\.time\\.\\w+");
    }

    /** Where the author says how Jackson shall do it, or has a codec, the author's word is taken. */
    private Optional<Doubt> ofAuthor(TypeMirror type, TypeElement element, String place, Deque<String> within) {
        if (isTakenAsItIs(element)) {
            return Optional.empty();
        }
        Optional<Doubt> doubt = JavaTypes.isRaw(type)
                ? none(place, "is raw, so that what it holds could be any object", DECLARE)
                : Stream.<Stream<Optional<Doubt>>>of(
                                Stream.of(ofKind(type, element, place)),
                                components(type, element, within),
                                Stream.of(ofArguments(JavaTypes.arguments(type), place, within)))
                        .flatMap(each -> each)
                        .flatMap(Optional::stream)
                        .findFirst();
        return doubt.map(each -> each.as(Rule.RESULT_PERHAPS_WITHOUT_CODEC));
    }

    private boolean isTakenAsItIs(TypeElement element) {
        return element.getKind() == ElementKind.ENUM || ways.hasCodecProvider() || isJacksons(element);
    }

    private Optional<Doubt> ofKind(TypeMirror type, TypeElement element, String place) {
        if (types.isA(type, LIVE)) {
            return live(
                    place,
                    LIVE.stream()
                            .filter(each -> types.isA(type, each))
                            .findFirst()
                            .orElseThrow());
        }
        if (isContainer(type)) {
            return none(place, "is a collection with a class of its own", "Return a record that holds a List or Map.");
        }
        if (types.isA(type, FILES)) {
            return none(place, "is a file of its own kind", OR_CODEC);
        }
        if (element.getModifiers().contains(Modifier.ABSTRACT)) {
            return none(
                    place,
                    "is an abstract type, and nothing says which class to read",
                    "Declare the exact type, or annotate it with @JsonTypeInfo(use = NAME) and @JsonSubTypes.");
        }
        return element.getNestingKind() == NestingKind.MEMBER
                        && !element.getModifiers().contains(Modifier.STATIC)
                ? none(place, "is an inner class, which needs its outer object", "Make it static, or a record.")
                : Optional.empty();
    }

    private Stream<Optional<Doubt>> components(TypeMirror type, TypeElement element, Deque<String> within) {
        return element.getRecordComponents().stream()
                .filter(each -> !isJacksons(each.getAccessor()))
                .map(each -> doubt(typeOf(type, each), placeOf(each, element), within));
    }

    private static boolean isJacksons(Element element) {
        return element.getAnnotationMirrors().stream()
                .map(each -> each.getAnnotationType().toString())
                .anyMatch(each -> each.startsWith("com.fasterxml.jackson.") || each.startsWith("tools.jackson."));
    }

    private static Optional<Doubt> live(String place, String name) {
        return Optional.of(new Doubt(
                Rule.LIVE_RESULT,
                place,
                "\"%s\" is a %s, which ends with this process. %s".formatted(place, name, OR_CODEC)));
    }

    private static Optional<Doubt> none(String place, String why, String whatToDo) {
        return Optional.of(
                new Doubt(Rule.RESULT_WITHOUT_CODEC, place, "\"%s\" %s. %s".formatted(place, why, whatToDo)));
    }
}

package io.cachetree.intercept.check.internal;

import io.cachetree.key.StepId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What the checks ask about types, which the compiler knows as mirrors and not as classes. */
public final class JavaTypes {

    private final Elements elements;
    private final Types types;
    private final Map<String, Optional<TypeMirror>> erased = new HashMap<>();

    public JavaTypes(ProcessingEnvironment environment) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
    }

    /** Returns the class that declares a method or field. */
    public static TypeElement owner(Element member) {
        return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
    }

    /** Returns class and name of a method or field for people, as messages at run time name a step. */
    public static String shortForm(Element member) {
        return owner(member).getSimpleName() + "." + member.getSimpleName();
    }

    /** Returns the class or interface of a type, if it is one. */
    public static Optional<TypeElement> element(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
                : Optional.empty();
    }

    public static List<? extends TypeMirror> arguments(TypeMirror type) {
        return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
    }

    public static boolean isRaw(TypeMirror type) {
        return arguments(type).isEmpty()
                && element(type).stream()
                        .anyMatch(each -> !each.getTypeParameters().isEmpty());
    }

    /** Returns the name of the package that a class is in. */
    public static String packageOf(TypeElement type) {
        Element around = type;
        while (around.getKind() != ElementKind.PACKAGE) {
            around = Objects.requireNonNull(around.getEnclosingElement());
        }
        return around.toString();
    }

    public static boolean isOfJdk(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return name.startsWith("java.") || name.startsWith("javax.");
    }

    public static boolean isEnum(TypeMirror type) {
        return element(type).stream().anyMatch(each -> each.getKind() == ElementKind.ENUM);
    }

    public static boolean hasAnnotation(Element element, String simpleName) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(each ->
                        each.getAnnotationType().asElement().getSimpleName().contentEquals(simpleName));
    }

    /** Returns whether the type is just this class, with whatever arguments. */
    public static boolean isExactly(TypeMirror type, String className) {
        return element(type).stream().anyMatch(each -> each.getQualifiedName().contentEquals(className));
    }

    public static boolean isExactly(TypeMirror type, List<String> classNames) {
        return classNames.stream().anyMatch(each -> isExactly(type, each));
    }

    /** Returns whether the type is this class or below it; never if that class is not there. */
    public boolean isA(TypeMirror type, String className) {
        return erased(className).stream().anyMatch(each -> types.isSubtype(types.erasure(type), each));
    }

    public boolean isA(TypeMirror type, List<String> classNames) {
        return classNames.stream().anyMatch(each -> isA(type, each));
    }

    private Optional<TypeMirror> erased(String className) {
        return erased.computeIfAbsent(
                className,
                name -> Optional.ofNullable(elements.getTypeElement(name)).map(each -> types.erasure(each.asType())));
    }

    /** Returns the type of a method's result as it is in the given type. */
    public TypeMirror returnType(TypeMirror owner, ExecutableElement method) {
        return ((ExecutableType) types.asMemberOf((DeclaredType) owner, method)).getReturnType();
    }

    /** Returns a type and all that it extends and implements, with their arguments. */
    public Stream<TypeMirror> supertypes(TypeMirror type) {
        return Stream.concat(
                Stream.of(type), types.directSupertypes(type).stream().flatMap(this::supertypes));
    }

    /** Returns the classes and interfaces above one. */
    public Stream<TypeElement> above(TypeElement type) {
        return supertypes(type.asType())
                .skip(1)
                .flatMap(each -> element(each).stream())
                .distinct();
    }

    public boolean overrides(ExecutableElement method, ExecutableElement other) {
        return method.getSimpleName().equals(other.getSimpleName()) && elements.overrides(method, other, owner(method));
    }

    public String binaryName(TypeElement type) {
        return elements.getBinaryName(type).toString();
    }

    public StepId stepId(ExecutableElement method) {
        return new StepId(
                binaryName(owner(method)),
                method.getSimpleName().toString(),
                method.getParameters().stream()
                                .map(each -> descriptor(each.asType()))
                                .collect(Collectors.joining("", "(", ")"))
                        + descriptor(method.getReturnType()));
    }

    private String descriptor(TypeMirror type) {
        TypeMirror erasure = types.erasure(type);
        return switch (erasure.getKind()) {
            case BOOLEAN -> "Z";
            case BYTE -> "B";
            case SHORT -> "S";
            case CHAR -> "C";
            case INT -> "I";
            case LONG -> "J";
            case FLOAT -> "F";
            case DOUBLE -> "D";
            case VOID -> "V";
            case ARRAY -> "[" + descriptor(((ArrayType) erasure).getComponentType());
            default -> "L" + name(erasure).replace('.', '/') + ";";
        };
    }

    /** Returns the name of a type as {@link java.lang.reflect.Type#getTypeName()} gives it. */
    public String name(TypeMirror type) {
        return switch (type.getKind()) {
            case ARRAY -> name(((ArrayType) type).getComponentType()) + "[]";
            case DECLARED -> element(type).map(this::binaryName).orElseThrow() + argumentNames(type);
            case TYPEVAR -> ((TypeVariable) type).asElement().getSimpleName().toString();
            case WILDCARD -> wildcardName((WildcardType) type);
            default -> type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : type.toString();
        };
    }

    private String argumentNames(TypeMirror type) {
        return arguments(type).isEmpty()
                ? ""
                : arguments(type).stream().map(this::name).collect(Collectors.joining(", ", "<", ">"));
    }

    private String wildcardName(WildcardType wildcard) {
        if (wildcard.getExtendsBound() != null) {
            return "? extends " + name(wildcard.getExtendsBound());
        }
        return wildcard.getSuperBound() != null ? "? super " + name(wildcard.getSuperBound()) : "?";
    }

    /** Returns the name of a type without package and arguments, as {@link Class#getSimpleName()} does. */
    public static String simpleName(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return simpleName(array.getComponentType()) + "[]";
        }
        return element(type).map(each -> each.getSimpleName().toString()).orElseGet(type::toString);
    }
}

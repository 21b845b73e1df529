package io.cachetree.key.code.internal;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * A class as its class file has it. Names are internal ones, such as {@code org/lab/Outer$Inner}.
 *
 * @param name the name
 * @param access the modifiers, as in a class file
 * @param parent the superclass; {@code null} for {@code Object} and modules
 * @param interfaces the interfaces that it names, in their order
 * @param place where it is written, if not at the top level
 * @param staticFields the names of its static fields, but for the constants of an enum
 * @param methods its methods by {@link MethodCode#key()}; woven methods as their author wrote them
 */
public record ClassCode(
        String name,
        int access,
        @Nullable String parent,
        List<String> interfaces,
        Optional<Place> place,
        Set<String> staticFields,
        SortedMap<String, MethodCode> methods) {

    /**
     * Where a nested class is written.
     *
     * @param owner the class around it
     * @param method the method around it; empty if it stands in an initializer, or is a member of the class
     * @param descriptor the descriptor of that method
     * @param isMember whether the class has a name that other classes can use
     */
    public record Place(String owner, String method, String descriptor, boolean isMember) {}

    /** Copies the collections. */
    public ClassCode {
        interfaces = List.copyOf(interfaces);
        staticFields = Set.copyOf(staticFields);
        methods = Collections.unmodifiableSortedMap(new TreeMap<>(methods));
    }

    /** Returns the method of the name and descriptor that the class itself has. */
    public Optional<MethodCode> method(String key) {
        return Optional.ofNullable(methods.get(key));
    }

    /** Returns whether it is an interface. */
    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** Returns whether there are objects of exactly this class. */
    public boolean isConcrete() {
        return (access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)) == 0;
    }

    /** Returns whether it is an enum, or the body of one of an enum's constants. */
    public boolean isEnum() {
        return (access & Opcodes.ACC_ENUM) != 0;
    }

    /** Returns whether it is a record. */
    public boolean isRecord() {
        return "java/lang/Record".equals(parent);
    }
}

package io.cachetree.key.code.internal;

import io.cachetree.key.code.internal.ClassCode.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads one class file. */
public final class ClassReading extends ClassVisitor {

    private final EnumSwitches switches;
    private final List<String> interfaces = new ArrayList<>();
    private final Set<String> staticFields = new HashSet<>();
    private final SortedMap<String, MethodCode> methods = new TreeMap<>();
    private String name = "";
    private int access;
    private @Nullable String parent;
    private Optional<Place> place = Optional.empty();

    private ClassReading(EnumSwitches switches) {
        super(Opcodes.ASM9);
        this.switches = switches;
    }

    /**
     * Reads a class with its code.
     *
     * @param classFiles finds the files of other classes, for the enums that a method switches over
     * @throws RuntimeException of any kind if the bytes are no class file, or a torn one
     */
    public static ClassCode read(byte[] bytes, Function<String, Optional<byte[]>> classFiles) {
        ClassReading reading = new ClassReading(new EnumSwitches(classFiles));
        new ClassReader(bytes).accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reading.result();
    }

    /**
     * Reads a class without what its methods do.
     *
     * @throws RuntimeException of any kind if the bytes are no class file, or a torn one
     */
    public static ClassCode readHeader(byte[] bytes) {
        ClassReading reading = new ClassReading(new EnumSwitches(none -> Optional.empty()));
        new ClassReader(bytes)
                .accept(reading, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reading.result();
    }

    @Override
    public void visit(
            int version,
            int flags,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String[] named) {
        name = className;
        access = flags;
        parent = superName;
        interfaces.addAll(List.of(named));
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        place = Optional.of(
                new Place(owner, method == null ? "" : method, descriptor == null ? "" : descriptor, false));
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int flags) {
        if (inner.equals(name) && place.isEmpty()) {
            place = Optional.of(new Place(outer == null ? around(inner) : outer, "", "", outer != null));
        }
    }

    private static String around(String inner) {
        return inner.substring(0, Math.max(inner.lastIndexOf('$'), 0));
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int flags, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        if ((flags & (Opcodes.ACC_STATIC | Opcodes.ACC_ENUM)) == Opcodes.ACC_STATIC) {
            staticFields.add(field);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int flags, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodCode known = new MethodCode(method, descriptor, flags, Optional.empty(), "", List.of(), false);
        return new MethodText(known, switches, each -> methods.put(each.key(), each));
    }

    private ClassCode result() {
        List.copyOf(methods.values()).forEach(this::undoWeaving);
        return new ClassCode(name, access, parent, interfaces, place, staticFields, methods);
    }

    /** A woven method calls the one that its body was moved to. */
    private void undoWeaving(MethodCode wrapper) {
        MethodCode moved = methods.remove(wrapper.name() + MethodCode.MOVED + wrapper.descriptor());
        if (moved != null) {
            methods.put(wrapper.key(), moved.movedFrom(wrapper));
        }
    }
}

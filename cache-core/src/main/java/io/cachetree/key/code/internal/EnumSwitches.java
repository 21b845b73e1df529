package io.cachetree.key.code.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The constants that the numbers in a {@code switch} over an enum stand for.
 *
 * <p>{@code javac} numbers them in a synthetic class of its own, {@code Outer$1.$SwitchMap$...}, in the order in which they
 * appear in the file; from release 21 on, and where enum and switch stand in one file, it takes the ordinal itself. Both
 * change with code that has nothing to do with the switch.
 */
final class EnumSwitches {

    static final String MAP_PREFIX = "$SwitchMap$";

    private final Function<String, Optional<byte[]>> classFiles;
    private final Map<String, Map<String, Map<Integer, String>>> maps = new HashMap<>();
    private final Map<String, List<String>> constants = new HashMap<>();

    EnumSwitches(Function<String, Optional<byte[]>> classFiles) {
        this.classFiles = classFiles;
    }

    /** Returns the constants by the numbers that a field of a synthetic class maps them to; empty if it is unknown. */
    Map<Integer, String> numbered(String holder, String field) {
        return maps.computeIfAbsent(holder, this::readMaps).getOrDefault(field, Map.of());
    }

    /** Returns the constants by their ordinals; empty if the class is unknown. */
    Map<Integer, String> byOrdinal(String enumClass) {
        List<String> names = constants.computeIfAbsent(enumClass, this::readConstants);
        Map<Integer, String> numbered = new HashMap<>();
        names.forEach(name -> numbered.put(numbered.size(), name));
        return numbered;
    }

    private Map<String, Map<Integer, String>> readMaps(String holder) {
        MapReader reader = new MapReader();
        classFiles.apply(holder).ifPresent(bytes -> new ClassReader(bytes).accept(reader, ClassReader.SKIP_DEBUG));
        return reader.found;
    }

    private List<String> readConstants(String enumClass) {
        List<String> names = new ArrayList<>();
        ClassVisitor reader = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable FieldVisitor visitField(
                    int access, String name, String descriptor, String signature, Object value) {
                if ((access & Opcodes.ACC_ENUM) != 0) {
                    names.add(name);
                }
                return null;
            }
        };
        classFiles.apply(enumClass).ifPresent(bytes -> new ClassReader(bytes).accept(reader, ClassReader.SKIP_CODE));
        return names;
    }

    private static final class MapReader extends ClassVisitor {

        private final Map<String, Map<Integer, String>> found = new HashMap<>();

        MapReader() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return name.equals("<clinit>") ? new Initializer() : null;
        }

        /** Follows {@code map[E.CONSTANT.ordinal()] = number}. */
        private final class Initializer extends MethodVisitor {

            private String map = "";
            private String constant = "";
            private int number;

            Initializer() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                if (name.startsWith(MAP_PREFIX)) {
                    map = name;
                } else {
                    constant = name;
                }
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                number = operand;
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5) {
                    number = opcode - Opcodes.ICONST_0;
                } else if (opcode == Opcodes.IASTORE) {
                    found.computeIfAbsent(map, first -> new HashMap<>()).put(number, constant);
                }
            }

            @Override
            public void visitLdcInsn(Object value) {
                number = value instanceof Integer each ? each : number;
            }
        }
    }
}

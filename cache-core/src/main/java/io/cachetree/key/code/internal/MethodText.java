package io.cachetree.key.code.internal;

import io.cachetree.key.code.internal.Reference.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes what one method does: instructions, constants by their values, jumps by the number of the line they lead to. Line
 * numbers, names of local variables, frames and annotations do not enter.
 */
final class MethodText extends MethodVisitor {

    private static final String CACHED = "Lio/cachetree/annotation/Cached;";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
    private static final String ORDINAL = "virtual ordinal of ";
    private static final String THIS = "variable " + Opcodes.ALOAD + " 0";
    private static final int[] ASSERTIONS = {
        Opcodes.LDC, Opcodes.INVOKEVIRTUAL, Opcodes.IFNE, Opcodes.ICONST_1, Opcodes.GOTO, Opcodes.ICONST_0
    };
    private static final int[] ENCLOSING = {Opcodes.ALOAD, Opcodes.ALOAD};
    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "hashCode()I",
            "equals(Ljava/lang/Object;)Z",
            "toString()Ljava/lang/String;",
            "getClass()Ljava/lang/Class;",
            "notify()V",
            "notifyAll()V",
            "wait()V",
            "wait(J)V",
            "wait(JI)V");
    private static final Set<String> REFLECTION = Set.of(
            "java/lang/Class.forName",
            "java/lang/Class.newInstance",
            "java/lang/ClassLoader.loadClass",
            "java/lang/reflect/Method.invoke",
            "java/lang/reflect/Constructor.newInstance",
            "java/lang/reflect/Proxy.newProxyInstance",
            "java/util/ServiceLoader.load",
            "java/util/ServiceLoader.loadInstalled");

    private final MethodCode method;
    private final EnumSwitches switches;
    private final Consumer<MethodCode> finished;
    private final Instructions code = new Instructions();
    private final List<Integer> opcodes = new ArrayList<>();
    private final Deque<EnumMap> maps = new ArrayDeque<>();
    private Optional<String> version = Optional.empty();
    private boolean reflects;

    /** The field that numbers an enum's constants, and the line that reads it. */
    private record EnumMap(String holder, String field, int line) {}

    /** The parts of {@code method} that are known before its code is. */
    MethodText(MethodCode method, EnumSwitches switches, Consumer<MethodCode> finished) {
        super(Opcodes.ASM9);
        this.method = method;
        this.switches = switches;
        this.finished = finished;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (!descriptor.equals(CACHED)) {
            return null;
        }
        version = Optional.of("");
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String name, Object value) {
                version = name.equals("version") ? Optional.of((String) value) : version;
            }
        };
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            line(opcode, "int " + (opcode - Opcodes.ICONST_0));
        } else if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
            line(opcode, "long " + (opcode - Opcodes.LCONST_0));
        } else if (opcode == Opcodes.RETURN) {
            line(opcode, "return");
        } else if (opcode != Opcodes.NOP) {
            line(opcode, "do " + opcode);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        line(opcode, opcode == Opcodes.NEWARRAY ? "new array of " + operand : "int " + operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        line(opcode, "variable " + opcode + " " + variable);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        line(Opcodes.IINC, "add " + increment + " to " + variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        String text = "type " + opcode + " " + Marks.type(type);
        if (opcode == Opcodes.NEW) {
            line(opcode, text, new Reference(Kind.CREATE, type, "", ""));
        } else if (opcode == Opcodes.INSTANCEOF) {
            add(opcode, text, tests(Type.getObjectType(type)));
        } else {
            // Generics cast everywhere, and a cast that fails now is no other result but an exception.
            line(opcode, text);
        }
    }

    private static List<Reference> tests(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.OBJECT
                ? List.of(new Reference(Kind.TEST, element.getInternalName(), "", ""))
                : List.of();
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.GETSTATIC && name.startsWith(EnumSwitches.MAP_PREFIX)) {
            maps.push(new EnumMap(owner, name, code.size()));
        }
        line(opcode, "field " + opcode + " " + Marks.field(owner, name, descriptor), fieldOf(opcode, owner, name));
        if (opcode == Opcodes.PUTSTATIC && name.equals("$assertionsDisabled")) {
            removeIf(ASSERTIONS);
        } else if (opcode == Opcodes.PUTFIELD && name.startsWith("this$")) {
            removeIf(ENCLOSING);
        }
    }

    private Reference fieldOf(int opcode, String owner, String name) {
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        if (isStatic) {
            return new Reference(Kind.STATIC_FIELD, owner, name, "");
        }
        boolean isElsewhere = opcode == Opcodes.GETFIELD && !isThis();
        return new Reference(isElsewhere ? Kind.FIELD : Kind.OWN_FIELD, owner, "", "");
    }

    /** Returns whether the last instruction put the method's own object on the stack, wherever the code came from. */
    private boolean isThis() {
        return !method.isStatic() && code.last(0).equals(THIS) && !code.isTarget();
    }

    /**
     * Takes out what the compiler adds by itself, if the instructions before the last one are those: to a static initializer once
     * a method of the class has an assertion; to a constructor, from javac 18 on only if the enclosing object is used.
     */
    private void removeIf(int[] expected) {
        int start = code.size() - 1 - expected.length;
        boolean fits = start >= 0;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = opcodes.get(start + i) == expected[i];
        }
        for (int i = start; fits && i < code.size(); i++) {
            code.remove(i);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String given, String descriptor, boolean isInterface) {
        String name = authors(given);
        reflects |= REFLECTION.contains(owner + "." + name)
                || (owner.equals("java/lang/invoke/MethodHandles$Lookup") && name.startsWith("find"));
        if (opcode == Opcodes.INVOKEINTERFACE && OF_EVERY_OBJECT.contains(name + descriptor)) {
            // From release 18 on, javac names the interface and not Object.
            line(opcode, "call virtual java/lang/Object." + name + descriptor);
        } else if (opcode == Opcodes.INVOKEVIRTUAL && name.equals("ordinal") && descriptor.equals("()I")) {
            line(opcode, ORDINAL + Marks.type(owner), new Reference(Kind.VIRTUAL, owner, name, descriptor));
        } else {
            line(
                    opcode,
                    "call " + opcode + " " + Marks.method(owner, name, descriptor),
                    new Reference(callBy(opcode), owner, name, descriptor));
        }
    }

    private static String authors(String name) {
        boolean isMoved = name.endsWith(MethodCode.MOVED) && name.length() > MethodCode.MOVED.length();
        return isMoved ? name.substring(0, name.length() - MethodCode.MOVED.length()) : name;
    }

    private static Kind callBy(int opcode) {
        return switch (opcode) {
            case Opcodes.INVOKESTATIC -> Kind.STATIC;
            case Opcodes.INVOKESPECIAL -> Kind.SPECIAL;
            default -> Kind.VIRTUAL;
        };
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        List<Reference> references = new ArrayList<>();
        StringBuilder text = new StringBuilder("dynamic ")
                .append(name)
                .append(Marks.descriptor(descriptor))
                .append(" by ")
                .append(constant(bootstrap, references));
        for (Object each : arguments) {
            text.append(' ').append(constant(each, references));
        }
        if (bootstrap.getOwner().equals(LAMBDAS)) {
            references.add(
                    new Reference(Kind.CREATE, Type.getReturnType(descriptor).getInternalName(), "", ""));
            references.addAll(orderOfEnum(descriptor, arguments));
        }
        add(Opcodes.INVOKEDYNAMIC, text.toString(), references);
    }

    /** The compiler names {@code Enum} where {@code Mode::ordinal} is written; what it is called on is in the types. */
    private static List<Reference> orderOfEnum(String descriptor, Object... arguments) {
        if (arguments.length < 3
                || !(arguments[1] instanceof Handle called)
                || !(arguments[2] instanceof Type function)
                || !called.getOwner().equals("java/lang/Enum")) {
            return List.of();
        }
        Type[] captured = Type.getArgumentTypes(descriptor);
        Type object = captured.length > 0 ? captured[0] : function.getArgumentTypes()[0];
        return List.of(new Reference(Kind.VIRTUAL, object.getInternalName(), called.getName(), called.getDesc()));
    }

    @Override
    public void visitLdcInsn(Object value) {
        List<Reference> references = new ArrayList<>();
        String text = constant(value, references);
        // A logger is given the name of its class so; what reflection makes of it, nobody can see.
        add(Opcodes.LDC, text, value instanceof Type ? List.of() : references);
    }

    private String constant(Object value, List<Reference> references) {
        if (value instanceof String text) {
            return Marks.quote(text);
        } else if (value instanceof Type type) {
            references.addAll(tests(type));
            return "type " + Marks.descriptor(type.getDescriptor());
        } else if (value instanceof Handle handle) {
            return handle(handle, references);
        } else if (value instanceof ConstantDynamic dynamic) {
            return dynamic(dynamic, references);
        } else if (value instanceof Double number) {
            return "double " + Double.doubleToRawLongBits(number);
        } else if (value instanceof Float number) {
            return "float " + Float.floatToRawIntBits(number);
        }
        return (value instanceof Long ? "long " : "int ") + value;
    }

    private String handle(Handle handle, List<Reference> references) {
        String owner = handle.getOwner();
        String name = authors(handle.getName());
        String shown = handle.getTag() <= Opcodes.H_PUTSTATIC
                ? Marks.field(owner, name, handle.getDesc())
                : Marks.method(owner, name, handle.getDesc());
        references.addAll(referencesOf(handle.getTag(), owner, name, handle.getDesc()));
        return "handle " + handle.getTag() + " " + shown;
    }

    private static List<Reference> referencesOf(int tag, String owner, String name, String descriptor) {
        return switch (tag) {
            case Opcodes.H_GETFIELD -> List.of(new Reference(Kind.FIELD, owner, "", ""));
            case Opcodes.H_PUTFIELD -> List.of(new Reference(Kind.OWN_FIELD, owner, "", ""));
            case Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC -> List.of(new Reference(Kind.STATIC_FIELD, owner, name, ""));
            case Opcodes.H_INVOKESTATIC -> List.of(new Reference(Kind.STATIC, owner, name, descriptor));
            case Opcodes.H_INVOKESPECIAL -> List.of(new Reference(Kind.SPECIAL, owner, name, descriptor));
            case Opcodes.H_NEWINVOKESPECIAL ->
                List.of(
                        new Reference(Kind.CREATE, owner, "", ""),
                        new Reference(Kind.SPECIAL, owner, name, descriptor));
            default -> List.of(new Reference(Kind.VIRTUAL, owner, name, descriptor));
        };
    }

    private String dynamic(ConstantDynamic dynamic, List<Reference> references) {
        StringBuilder text = new StringBuilder("constant ")
                .append(dynamic.getName())
                .append(Marks.descriptor(dynamic.getDescriptor()))
                .append(" by ")
                .append(constant(dynamic.getBootstrapMethod(), references));
        for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
            text.append(' ').append(constant(dynamic.getBootstrapMethodArgument(i), references));
        }
        return text.toString();
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        line(Opcodes.MULTIANEWARRAY, "new array of " + Marks.descriptor(descriptor) + " " + dimensions);
    }

    @Override
    public void visitLabel(Label label) {
        code.place(label);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        code.handle(
                start,
                end,
                handler,
                type == null ? "any" : Marks.type(type),
                type == null ? List.of() : tests(Type.getObjectType(type)));
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        opcodes.add(opcode);
        code.add("jump " + opcode, List.of(label), List.of(""));
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        int[] keys = new int[labels.length];
        Arrays.setAll(keys, i -> min + i);
        switchOver(keys, labels, otherwise);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        switchOver(keys, labels, otherwise);
    }

    private void switchOver(int[] keys, Label[] labels, Label otherwise) {
        Map<Integer, String> constants = constantsOfSwitch();
        Map<String, Label> cases = new TreeMap<>();
        for (int i = 0; i < keys.length; i++) {
            // Gaps in a table lead to the default; whether there is a table depends on the numbers.
            if (!labels[i].equals(otherwise)) {
                cases.put(constants.getOrDefault(keys[i], Integer.toString(keys[i])), labels[i]);
            }
        }
        cases.put("default", otherwise);
        opcodes.add(Opcodes.LOOKUPSWITCH);
        code.add("switch", List.copyOf(cases.values()), List.copyOf(cases.keySet()));
    }

    /** Returns the names of the cases if the switch is over an enum, and takes out how it was numbered. */
    private Map<Integer, String> constantsOfSwitch() {
        boolean isMapped = code.last(0).equals("do " + Opcodes.IALOAD) && !maps.isEmpty();
        String ordinal = code.last(isMapped ? 1 : 0);
        if (!ordinal.startsWith(ORDINAL)) {
            return Map.of();
        }
        return isMapped ? mapped(ordinal) : byOrdinal(Marks.unmarked(ordinal.substring(ORDINAL.length())));
    }

    private Map<Integer, String> mapped(String ordinal) {
        EnumMap map = maps.pop();
        Map<Integer, String> constants = switches.numbered(map.holder(), map.field());
        if (!constants.isEmpty()) {
            code.remove(map.line());
            code.removeLast();
            code.remove(code.size() - 2);
            line(Opcodes.NOP, "constant of " + ordinal.substring(ORDINAL.length()));
        }
        return constants;
    }

    private Map<Integer, String> byOrdinal(String enumClass) {
        Map<Integer, String> constants = switches.byOrdinal(enumClass);
        if (!constants.isEmpty()) {
            code.removeLast();
            line(Opcodes.NOP, "constant of " + Marks.type(enumClass));
        }
        return constants;
    }

    @Override
    public void visitEnd() {
        finished.accept(new MethodCode(
                method.name(),
                method.descriptor(),
                method.access(),
                version,
                code.text(),
                code.references(),
                reflects));
    }

    private void line(int opcode, String text) {
        add(opcode, text, List.of());
    }

    private void line(int opcode, String text, Reference reference) {
        add(opcode, text, List.of(reference));
    }

    private void add(int opcode, String text, List<Reference> references) {
        opcodes.add(opcode);
        code.add(text, references);
    }
}

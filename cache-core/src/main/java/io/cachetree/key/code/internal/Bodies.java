package io.cachetree.key.code.internal;

import io.cachetree.key.internal.Encoding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;

/**
 * Puts a method together with what is written inside it: the bodies of its lambdas, its anonymous and local classes. They get
 * numbers in the order in which the text comes to them, whatever names the compiler gave them.
 *
 * <p>Thread safety: that of the function that finds the classes.
 */
public final class Bodies {

    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int SHORT_LENGTH = 8;
    private static final int BITS_PER_CHARACTER = 5;

    private final Function<String, Optional<ClassCode>> classes;

    /** Creates bodies over the project's own classes, found by internal name. */
    public Bodies(Function<String, Optional<ClassCode>> classes) {
        this.classes = classes;
    }

    /** Returns what a method does. */
    public Body ofMethod(ClassCode owner, MethodCode method) {
        Assembly assembly = new Assembly(owner);
        assembly.append(method);
        return assembly.finish();
    }

    /** Returns what the methods of an anonymous or local class do. */
    public Body ofClass(ClassCode local) {
        Assembly assembly = new Assembly(local);
        assembly.numberOf(Marks.CLASS + local.name());
        return assembly.finish();
    }

    /** Returns whether a class has no name that other code could use, or is a member of such a class. */
    public boolean isLocal(ClassCode type) {
        Optional<ClassCode.Place> place = type.place();
        return place.isPresent()
                && (!place.get().isMember()
                        || (Marks.mayBeNumbered(type.name())
                                && classes.apply(place.get().owner())
                                        .filter(this::isLocal)
                                        .isPresent()));
    }

    /** Returns the first 40 bits of a text's digest in 8 characters. */
    public static String digest(String text) {
        Encoding encoding = new Encoding();
        encoding.put(text);
        long bits = encoding.digest().high();
        StringBuilder digest = new StringBuilder();
        for (int i = 1; i <= SHORT_LENGTH; i++) {
            digest.append(CROCKFORD.charAt((int) (bits >>> (Long.SIZE - i * BITS_PER_CHARACTER)) & 31));
        }
        return digest.toString();
    }

    /** Returns what the classes that are written in one top-level class have in common. */
    public static String sourceFile(String className) {
        int end = className.indexOf('$', className.lastIndexOf('/') + 2);
        return end < 0 ? className : className.substring(0, end);
    }

    private Optional<ClassCode> local(String name) {
        return classes.apply(name).filter(this::isLocal);
    }

    private final class Assembly {

        private final StringBuilder out = new StringBuilder();
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final Deque<String> waiting = new ArrayDeque<>();
        private final Set<Reference> references = new TreeSet<>();
        private final Set<String> contained = new HashSet<>();
        private final Set<String> inlined = new HashSet<>();
        private final String file;
        private boolean reflects;

        Assembly(ClassCode start) {
            this.file = sourceFile(start.name());
        }

        /** Returns the number of a piece, which follows further down. */
        private int numberOf(String piece) {
            Integer known = numbers.get(piece);
            if (known != null) {
                return known;
            }
            int number = numbers.size();
            numbers.put(piece, number);
            waiting.add(piece);
            return number;
        }

        Body finish() {
            while (!waiting.isEmpty()) {
                append(waiting.remove());
            }
            references.removeIf(each -> inlined.contains(each.owner() + "." + each.key()));
            return new Body(digest(out.toString()), java.util.List.copyOf(references), contained, reflects);
        }

        private void append(String piece) {
            out.append('#').append(numbers.get(piece)).append('\n');
            String content = piece.substring(1);
            if (piece.charAt(0) == Marks.CLASS) {
                classes.apply(content).ifPresent(this::append);
            } else if (piece.charAt(0) == Marks.METHOD) {
                String[] names = content.split("" + Marks.SEPARATOR, -1);
                inlined.add(names[0] + "." + names[1] + names[2]);
                ClassCode owner = classes.apply(names[0]).orElseThrow();
                append(owner.method(names[1] + names[2]).orElseThrow());
            }
        }

        private void append(ClassCode local) {
            contained.add(local.name());
            settle("class " + Marks.type(String.valueOf(local.parent())));
            local.interfaces().forEach(each -> settle(" " + Marks.type(each)));
            out.append('\n');
            for (MethodCode method : local.methods().values()) {
                if (!method.isPartOfAnother() && !method.isIdle()) {
                    out.append(method.name());
                    append(method);
                }
            }
        }

        private void append(MethodCode method) {
            int counted = Opcodes.ACC_STATIC | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;
            settle(Marks.descriptor(method.descriptor()) + " " + (method.access() & counted) + "\n");
            settle(method.text());
            references.addAll(method.references());
            reflects |= method.reflects();
        }

        /** Appends a text, with numbers for the pieces that it names. */
        private void settle(String text) {
            int from = 0;
            for (int mark = text.indexOf(Marks.START); mark >= 0; mark = text.indexOf(Marks.START, from)) {
                int end = text.indexOf(Marks.END, mark);
                out.append(text, from, mark);
                settle(text.charAt(mark + 1), text.substring(mark + 2, end));
                from = end + 1;
            }
            out.append(text, from, text.length());
        }

        private void settle(char kind, String content) {
            String[] names = content.split("" + Marks.SEPARATOR, -1);
            switch (kind) {
                case Marks.CLASS -> settleClass(content);
                case Marks.FIELD -> settleField(names[0], names[1]);
                default -> settleMethod(names[0], names[1], names[2]);
            }
        }

        private void settleClass(String name) {
            if (local(name).isPresent()) {
                out.append("class#").append(numberOf(Marks.CLASS + name));
            } else {
                out.append(name);
            }
        }

        /** The compiler names the copies of captured variables after them. */
        private void settleField(String owner, String name) {
            settleClass(owner);
            if (local(owner).isPresent()) {
                out.append(".captured#")
                        .append(numbers.computeIfAbsent(Marks.FIELD + owner + "." + name, each -> numbers.size()));
            } else {
                out.append('.').append(name);
            }
        }

        private void settleMethod(String owner, String name, String descriptor) {
            boolean isInlined = Optional.of(owner)
                    .filter(each -> sourceFile(each).equals(file))
                    .flatMap(classes)
                    .flatMap(type -> type.method(name + descriptor))
                    .filter(MethodCode::isPartOfAnother)
                    .isPresent();
            if (isInlined) {
                out.append("method#")
                        .append(numberOf(Marks.METHOD + owner + Marks.SEPARATOR + name + Marks.SEPARATOR + descriptor));
            } else {
                settleClass(owner);
                out.append('.').append(name);
                settle(Marks.descriptor(descriptor));
            }
        }
    }
}

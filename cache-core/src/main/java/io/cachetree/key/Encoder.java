package io.cachetree.key;

import io.cachetree.key.internal.Encoding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Walks through a value by the rules for its parts, and knows at each moment where inside the value it is. */
final class Encoder extends Encoding implements FingerprintSink {

    private static final int MAX_DEPTH = 256;
    private static final Comparator<Fingerprint> BY_BITS =
            Comparator.comparingLong(Fingerprint::high).thenComparingLong(Fingerprint::low);

    private final Rules rules;
    private final Deque<Frame> trail;

    Encoder(Rules rules) {
        this(rules, Long.MAX_VALUE);
    }

    /** Creates an encoder that gives up by {@link Encoding.TooLong} where there are more than about so many bytes. */
    Encoder(Rules rules, long limit) {
        super(limit);
        this.rules = rules;
        this.trail = new ArrayDeque<>();
    }

    private Encoder(Encoder outer) {
        super(outer);
        this.rules = outer.rules;
        this.trail = outer.trail;
    }

    Fingerprint fingerprint(@Nullable Object value) {
        value(value);
        return Fingerprint.of(digest());
    }

    @Override
    public void value(@Nullable Object value) {
        if (value == null) {
            putNull();
        } else {
            encode(value);
        }
    }

    @Override
    public void named(String name, @Nullable Object nested) {
        put(name);
        at(() -> "." + name, nested);
    }

    @Override
    public void unordered(Collection<?> values) {
        Encoder each = new Encoder(this);
        List<Fingerprint> fingerprints = new ArrayList<>(values.size());
        for (Object value : values) {
            fingerprints.add(each.fingerprint(value));
        }
        spendAs(each);
        fingerprints.sort(BY_BITS);
        begin("*");
        fingerprints.forEach(fingerprint -> put(fingerprint.digest()));
        end();
    }

    /** Adds the values in their order. */
    void ordered(Iterable<?> values) {
        int index = 0;
        for (Object value : values) {
            frame().index = index++;
            value(value);
        }
    }

    /** Adds a value that stands at the given step from the value around it, such as {@code .viewer}. */
    void at(Supplier<String> step, @Nullable Object nested) {
        frame().step = step;
        value(nested);
    }

    /** Adds a value that consists of parts: what the action adds, under the name of a type. */
    void object(String type, Object value, Runnable parts) {
        enter(value);
        try {
            begin(type);
            parts.run();
            end();
        } finally {
            trail.removeLast();
        }
    }

    /** Returns a value for people. */
    String shown(@Nullable Object value) {
        return Display.of(value, rules);
    }

    /** Returns the exception for the value that is being added; the reason also says what to do. */
    UnkeyableValueException refuse(String reason, @Nullable Throwable cause) {
        return new UnkeyableValueException(path(), reason, cause);
    }

    private void encode(Object value) {
        try {
            rules.of(value.getClass()).encode(value, this);
        } catch (UnkeyableValueException | TooLong alreadySaysWhatIsWrong) {
            throw alreadySaysWhatIsWrong;
        } catch (RuntimeException e) {
            throw refuse(
                    "reading a \"%s\" threw %s. Repair that, or mark the parameter @Unkeyed."
                            .formatted(
                                    value.getClass().getTypeName(), e.getClass().getName()),
                    e);
        }
    }

    private void enter(Object value) {
        if (trail.size() == MAX_DEPTH) {
            throw refuse(
                    "it is nested more than %d levels deep. Use a flatter structure, such as a List."
                            .formatted(MAX_DEPTH),
                    null);
        }
        for (Frame frame : trail) {
            if (frame.holds(value)) {
                throw refuse(
                        "the \"%s\" there contains itself. Mark the parameter @Unkeyed, or break the cycle."
                                .formatted(value.getClass().getTypeName()),
                        null);
            }
        }
        trail.addLast(new Frame(value));
    }

    private Frame frame() {
        return trail.getLast();
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        trail.forEach(frame -> path.append(frame.where()));
        return path.indexOf(".") == 0 ? path.substring(1) : path.toString();
    }

    /** A value that is being added, and which of its parts. */
    private static final class Frame {

        private final Object value;
        private Supplier<String> step = () -> "";
        private int index = -1;

        Frame(Object value) {
            this.value = value;
        }

        @SuppressWarnings("ReferenceEquality") // A cycle leads back to the object itself; an equal one is no cycle.
        boolean holds(Object other) {
            return value == other;
        }

        String where() {
            return index < 0 ? step.get() : "[" + index + "]";
        }
    }
}

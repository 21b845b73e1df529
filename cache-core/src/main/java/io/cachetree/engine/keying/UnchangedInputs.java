package io.cachetree.engine.keying;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.StepCall;
import io.cachetree.key.Fingerprint;
import io.cachetree.key.Fingerprints;
import io.cachetree.key.KeyPart;
import io.cachetree.key.UnkeyableValueException;
import io.cachetree.tree.InvalidStepException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Notices inputs that changed while a step ran: its result would be found again under values that it was not computed
 * from.
 *
 * <p>It costs nothing where all inputs are of types that cannot change, and is left out for values that are large; see
 * {@link Fingerprints#again}.
 */
public final class UnchangedInputs {

    private final Fingerprints fingerprints;

    /** Creates it for one tree. */
    public UnchangedInputs(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * Checks a call whose body has returned.
     *
     * @throws InvalidStepException if an input is no longer what entered the key
     */
    public void require(KeyedCall call) {
        first(call).ifPresent(change -> {
            throw refused(call, change);
        });
    }

    /** Returns which input changed, and how, or nothing. */
    public Optional<String> change(KeyedCall call) {
        return first(call).map(Change::toString);
    }

    /** An input that changed, and how. */
    private record Change(StepCall.Input input, String how) {

        @Override
        public String toString() {
            String kind = input.kind() == KeyPart.Kind.FIELD ? "field" : "parameter";
            return "its %s \"%s\" changed while it ran, %s".formatted(kind, input.name(), how);
        }
    }

    /** The parts of the key are in the order of the inputs. */
    private Optional<Change> first(KeyedCall call) {
        List<StepCall.Input> inputs = call.inputs();
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> change(inputs.get(i), call.content().inputs().get(i)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Change> change(StepCall.Input input, KeyPart before) {
        Supplier<@Nullable Object> current = input.current();
        Object now = current == null ? input.value() : current.get();
        return isChanged(input, now, before.fingerprint())
                ? Optional.of(new Change(input, how(before.shows(), fingerprints.shows(now))))
                : Optional.empty();
    }

    private boolean isChanged(StepCall.Input input, @Nullable Object now, Fingerprint before) {
        try {
            return !fingerprint(input, now).orElse(before).equals(before);
        } catch (UnkeyableValueException e) {
            return saysThatItChanged(e);
        }
    }

    /** It had a fingerprint before. A value that was closed in the meantime, or storage that fails, says nothing. */
    private static boolean saysThatItChanged(UnkeyableValueException e) {
        Throwable cause = e.getCause();
        return cause == null
                || cause instanceof NoSuchFileException
                || cause instanceof ConcurrentModificationException;
    }

    /** What was assigned anew is looked at whatever it is. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<Fingerprint> fingerprint(StepCall.Input input, @Nullable Object now) {
        return now == input.value() ? fingerprints.again(now) : Optional.of(fingerprints.of(now));
    }

    private static String how(String before, String now) {
        return before.equals(now) ? now + " with other content" : before + " -> " + now;
    }

    private static InvalidStepException refused(KeyedCall call, Change change) {
        return new InvalidStepException("""
                Cannot commit %s at node "%s": %s. Nothing was committed, since the result would be found again by an \
                input that it was not computed from. %s""".formatted(
                        call.call().step().shortForm(), call.invocation().node(), change, whatToDo(change.input())));
    }

    private static String whatToDo(StepCall.Input input) {
        if (input.value() instanceof Path) {
            return "Write to the step's own directory, which it gets by @CacheUrl, never to an input; and call the step "
                    + "only when the file is complete.";
        }
        if (input.kind() == KeyPart.Kind.FIELD) {
            return "Let no step change the fields that are inputs; keep what changes in a variable of its own.";
        }
        Object value = Objects.requireNonNullElse(input.value(), "");
        return "Copy the %s before changing it.".formatted(value.getClass().isArray() ? "array" : "value");
    }
}

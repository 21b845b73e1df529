package io.cachetree.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds the rule for a class: that of the closest type. Of types that are equally close, a given fingerprinter comes
 * before a loaded one, and that before a built-in rule.
 *
 * <p>Two fingerprinters of the same origin that are equally close are an error, because the order in which they were
 * found says nothing about which of them is meant.
 */
final class Rules {

    private static final String LAMBDA = """
            it is a lambda, which has no content to compare. Mark the parameter @Unkeyed, or pass an enum constant or a \
            record that implements the interface.""";

    private final List<Rule> rules;
    private final ClassValue<Action> actions = new ClassValue<>() {
        @Override
        protected Action computeValue(Class<?> type) {
            return choose(type);
        }
    };

    Rules(List<? extends Fingerprinter<?>> given, List<? extends Fingerprinter<?>> loaded, List<Rule> builtIn) {
        List<Rule> all = new ArrayList<>();
        given.forEach(fingerprinter -> all.add(Rule.of(fingerprinter, Origin.GIVEN)));
        loaded.forEach(fingerprinter -> all.add(Rule.of(fingerprinter, Origin.LOADED)));
        all.addAll(builtIn);
        rules = List.copyOf(all);
    }

    Action of(Class<?> type) {
        return actions.get(type);
    }

    private Action choose(Class<?> type) {
        List<Rule> closest = closest(type);
        if (closest.isEmpty()) {
            return refusal(type);
        }
        Origin first = closest.stream().map(Rule::origin).sorted().findFirst().orElseThrow();
        List<Rule> best =
                closest.stream().filter(rule -> rule.origin() == first).toList();
        if (best.size() > 1 && first != Origin.BUILT_IN) {
            return ambiguity(type, best);
        }
        return best.get(0).forClass().apply(type);
    }

    private List<Rule> closest(Class<?> type) {
        List<Rule> fitting = rules.stream()
                .filter(rule -> rule.type().isAssignableFrom(type))
                .toList();
        return fitting.stream()
                .filter(rule -> fitting.stream().noneMatch(other -> other.isCloserThan(rule)))
                .toList();
    }

    private static Action refusal(Class<?> type) {
        if (type.isHidden() || type.isSynthetic()) {
            return refuse(LAMBDA);
        }
        return refuse("""
                nothing says what makes two objects of "%s" the same. Mark the parameter @Unkeyed, register a \
                Fingerprinter for the class, or make it a record.""".formatted(type.getTypeName()));
    }

    private static Action ambiguity(Class<?> type, List<Rule> rules) {
        List<String> types = rules.stream()
                .map(rule -> "\"" + rule.type().getTypeName() + "\"")
                .toList();
        return refuse("the Fingerprinters for %s fit class \"%s\" equally well. Register one for %s itself."
                .formatted(String.join(" and ", types), type.getTypeName(), type.getSimpleName()));
    }

    private static Action refuse(String reason) {
        return (value, encoder) -> {
            throw encoder.refuse(reason, null);
        };
    }

    /** Where a rule comes from, first that which wins. */
    enum Origin {
        GIVEN,
        LOADED,
        BUILT_IN
    }

    /** Adds a value to an encoder. */
    @FunctionalInterface
    interface Action {
        void encode(Object value, Encoder encoder);

        /** Returns the value for people, if there is a way of its own to show it. */
        default Optional<String> shown(Object value) {
            return Optional.empty();
        }
    }

    /** Adds a value as its fingerprinter says, and shows it so. */
    private record Given<T>(Fingerprinter<T> fingerprinter) implements Action {
        @Override
        public void encode(Object value, Encoder encoder) {
            Class<T> type = fingerprinter.type();
            encoder.object(type.getName(), value, () -> fingerprinter.fingerprint(type.cast(value), encoder));
        }

        @Override
        public Optional<String> shown(Object value) {
            return fingerprinter.shown(fingerprinter.type().cast(value));
        }
    }

    /** How the values of a type are added; what depends on the class only is found once for each class. */
    record Rule(Class<?> type, Origin origin, Function<Class<?>, Action> forClass) {

        static <T> Rule of(Fingerprinter<T> fingerprinter, Origin origin) {
            Action action = new Given<>(fingerprinter);
            return new Rule(fingerprinter.type(), origin, c -> action);
        }

        /** A rule for values that consist of parts. */
        static <T> Rule object(Class<T> type, BiConsumer<? super T, ? super Encoder> parts) {
            Action action = (value, encoder) ->
                    encoder.object(type.getName(), value, () -> parts.accept(type.cast(value), encoder));
            return new Rule(type, Origin.BUILT_IN, c -> action);
        }

        /** A rule for values that the encoding knows by themselves. */
        static <T> Rule scalar(Class<T> type, BiConsumer<? super T, ? super Encoder> put) {
            Action action = (value, encoder) -> put.accept(type.cast(value), encoder);
            return new Rule(type, Origin.BUILT_IN, c -> action);
        }

        /** A rule that says why there is none for the values of a type, and what to do. */
        static Rule refused(Class<?> type, String reason) {
            return new Rule(type, Origin.BUILT_IN, c -> refuse(reason));
        }

        private boolean isCloserThan(Rule other) {
            return type != other.type && other.type.isAssignableFrom(type);
        }
    }
}

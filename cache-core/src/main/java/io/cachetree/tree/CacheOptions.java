package io.cachetree.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options for a tree or a part of a run; what is not set here is inherited.
 *
 * <pre>{@code
 * tree.with(CacheOptions.of(Reuse.REFRESH)).call(() -> steps.measure(scan, 0.4));
 * }</pre>
 *
 * <p>Sub-steps inherit the options of the step that calls them. Immutable.
 *
 * @param reuse what to do with committed results, by default {@link Reuse#REUSE}; {@code null} inherits
 * @param durability what a commit survives, by default {@link Durability#POWER}; {@code null} inherits
 * @param verification how far entries are checked, by default {@link Verification#CONTENT}; {@code null} inherits
 * @param onCodeChange what to do with results of other code, by default {@link OnCodeChange#RECOMPUTE}; {@code null}
 *     inherits
 * @param recheck which hits are computed again as well, by default {@link Recheck#NONE}; {@code null} inherits
 * @param sharing what to do about a step that another process computes, by default {@link Sharing#WAIT}; {@code null}
 *     inherits
 * @param onStoreFailure what to do when the storage fails, by default {@link OnStoreFailure#FAIL}; {@code null} inherits
 * @param codecs what codecs of your own ask for, at most one of each class, by default none; what is not there is inherited
 */
public record CacheOptions(
        @Nullable Reuse reuse,
        @Nullable Durability durability,
        @Nullable Verification verification,
        @Nullable OnCodeChange onCodeChange,
        @Nullable Recheck recheck,
        @Nullable Sharing sharing,
        @Nullable OnStoreFailure onStoreFailure,
        Set<CodecOptions> codecs) {

    /** What holds where nobody says otherwise. */
    public static final CacheOptions STANDARD = new CacheOptions(
            Reuse.REUSE,
            Durability.POWER,
            Verification.CONTENT,
            OnCodeChange.RECOMPUTE,
            Recheck.NONE,
            Sharing.WAIT,
            OnStoreFailure.FAIL,
            Set.of());

    /** Sets nothing. */
    public static final CacheOptions INHERITED = new CacheOptions(null, null, null, null, null, null, null, Set.of());

    /**
     * Copies the options of codecs.
     *
     * @throws InvalidStepException if two of them are of one class
     */
    public CacheOptions {
        Map<Class<?>, CodecOptions> byClass = new LinkedHashMap<>();
        for (CodecOptions each : codecs) {
            CodecOptions other = byClass.put(each.getClass(), each);
            if (other != null) {
                throw new InvalidStepException(
                        "Cannot set both \"%s\" and \"%s\": they are options of one codec. Set one."
                                .formatted(other, each));
            }
        }
        codecs = Collections.unmodifiableSet(new LinkedHashSet<>(byClass.values()));
    }

    /** Returns options that set only what happens with committed results. */
    public static CacheOptions of(Reuse reuse) {
        return INHERITED.with(reuse);
    }

    /** Returns options that set only the durability. */
    public static CacheOptions of(Durability durability) {
        return INHERITED.with(durability);
    }

    /** Returns options that set only the verification. */
    public static CacheOptions of(Verification verification) {
        return INHERITED.with(verification);
    }

    /** Returns options that set only what happens with results of other code. */
    public static CacheOptions of(OnCodeChange onCodeChange) {
        return INHERITED.with(onCodeChange);
    }

    /** Returns options that set only which hits are computed again. */
    public static CacheOptions of(Recheck recheck) {
        return INHERITED.with(recheck);
    }

    /** Returns options that set only what happens with a step that another process computes. */
    public static CacheOptions of(Sharing sharing) {
        return INHERITED.with(sharing);
    }

    /** Returns options that set only what happens when the storage fails. */
    public static CacheOptions of(OnStoreFailure onStoreFailure) {
        return INHERITED.with(onStoreFailure);
    }

    /** Returns options that set only what a codec asks for. */
    public static CacheOptions of(CodecOptions codec) {
        return INHERITED.with(codec);
    }

    /**
     * Returns options that set only what share of the hits is computed again, to see whether their steps are pure
     * functions of their inputs; which ones is left to chance.
     *
     * @param share from 0 to 1
     * @throws InvalidStepException if the share is not between 0 and 1
     */
    public static CacheOptions verify(double share) {
        return of(Recheck.ofShare(share));
    }

    /**
     * Returns options that have the same hits computed again as a run did that printed this share and seed.
     *
     * @param share from 0 to 1
     * @throws InvalidStepException if the share is not between 0 and 1
     */
    public static CacheOptions verify(double share, long seed) {
        return of(new Recheck(share, seed));
    }

    /** Returns these options with another {@link #reuse()}. */
    public CacheOptions with(Reuse reuse) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with another {@link #durability()}. */
    public CacheOptions with(Durability durability) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with another {@link #verification()}. */
    public CacheOptions with(Verification verification) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with another {@link #onCodeChange()}. */
    public CacheOptions with(OnCodeChange onCodeChange) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with another {@link #recheck()}. */
    public CacheOptions with(Recheck recheck) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with another {@link #sharing()}. */
    public CacheOptions with(Sharing sharing) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with another {@link #onStoreFailure()}. */
    public CacheOptions with(OnStoreFailure onStoreFailure) {
        return new CacheOptions(
                reuse, durability, verification, onCodeChange, recheck, sharing, onStoreFailure, codecs);
    }

    /** Returns these options with other {@link #codecs()} of one class. */
    public CacheOptions with(CodecOptions codec) {
        Map<Class<?>, CodecOptions> changed = byClass(codecs);
        changed.put(codec.getClass(), codec);
        return new CacheOptions(
                reuse,
                durability,
                verification,
                onCodeChange,
                recheck,
                sharing,
                onStoreFailure,
                new LinkedHashSet<>(changed.values()));
    }

    /** Returns these options, with what they leave open taken from the given ones. */
    public CacheOptions over(CacheOptions base) {
        return new CacheOptions(
                reuse != null ? reuse : base.reuse,
                durability != null ? durability : base.durability,
                verification != null ? verification : base.verification,
                onCodeChange != null ? onCodeChange : base.onCodeChange,
                recheck != null ? recheck : base.recheck,
                sharing != null ? sharing : base.sharing,
                onStoreFailure != null ? onStoreFailure : base.onStoreFailure,
                over(base.codecs));
    }

    private Set<CodecOptions> over(Set<CodecOptions> base) {
        Map<Class<?>, CodecOptions> merged = byClass(base);
        codecs.forEach(each -> merged.merge(each.getClass(), each, (outer, inner) -> inner.over(outer)));
        return new LinkedHashSet<>(merged.values());
    }

    private static Map<Class<?>, CodecOptions> byClass(Set<CodecOptions> options) {
        Map<Class<?>, CodecOptions> byClass = new LinkedHashMap<>();
        options.forEach(each -> byClass.put(each.getClass(), each));
        return byClass;
    }

    /** Returns the options of a class that a codec asks for, if they are set. */
    public <O extends CodecOptions> Optional<O> codec(Class<O> type) {
        return codecs.stream()
                .filter(each -> each.getClass() == type)
                .map(type::cast)
                .findFirst();
    }
}

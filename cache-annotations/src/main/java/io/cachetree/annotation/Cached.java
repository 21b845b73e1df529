package io.cachetree.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a step: its result is committed to the open cache tree when it returns, and read from there by the
 * next call with equal inputs.
 *
 * <pre>{@code
 * @Cached
 * Labels segment(Image scan, double threshold) { ... }
 *
 * @Cached(name = "region-{region}", version = "2")
 * Density density(Labels cells, String region) { ... }
 * }</pre>
 *
 * <p>A step called within a step gets a node below it. Where no tree is open, the method runs as if it had no
 * annotation. An annotation on an interface's method counts for its implementations.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cached {

    /**
     * The name of the step's node, by default the method's name in kebab-case ({@code splitNuclei} becomes
     * {@code split-nuclei}).
     *
     * <p>Lower-case ASCII letters, digits, {@code .}, {@code _} and {@code -}. A parameter's name in braces stands for
     * its value, so that {@code "region-{region}"} gives each region a node of its own; a value with other characters
     * is rewritten and gets a short hash behind it, so that different values never share a name.
     */
    String name() default "";

    /**
     * The author's word on the identity of the code, by default none: then any change of the step's code makes its
     * committed results out of date. With a version, only a change of the version does.
     */
    String version() default "";

    /** What to do with committed results that other code has computed, by default what the tree's options say. */
    CodeChange onCodeChange() default CodeChange.AS_THE_TREE;

    /** What to do with a committed result whose inputs fit, but which other code has computed. */
    enum CodeChange {
        /** What the options of the tree say; without any, {@link #RECOMPUTE}. */
        AS_THE_TREE,

        /** Compute it again. */
        RECOMPUTE,

        /** Use it, and say so on every run. */
        WARN,

        /** Use it. */
        IGNORE
    }
}

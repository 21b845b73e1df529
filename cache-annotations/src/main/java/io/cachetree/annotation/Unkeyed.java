package io.cachetree.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps a parameter or field out of the key: its value does not change the step's result.
 *
 * <p>For a logger, a number of threads, a viewer, or a field that is set late and only keeps what could be computed
 * again. A result computed with one value is then served for all others.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Unkeyed {}

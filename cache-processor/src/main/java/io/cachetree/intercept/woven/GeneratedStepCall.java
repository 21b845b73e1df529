package io.cachetree.intercept.woven;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the weaver wrote in place of a step's body. Tools that measure coverage leave out methods whose annotation
 * has "Generated" in its name; the body that the author wrote is a method beside it, and counts.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GeneratedStepCall {}

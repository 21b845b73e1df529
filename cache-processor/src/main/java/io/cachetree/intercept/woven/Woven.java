package io.cachetree.intercept.woven;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class whose steps the weaver or the agent intercepts already, so that nobody else does it again. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Woven {

    /** The form that this release weaves. */
    int FORMAT = 1;

    /** The form of the woven code. */
    int format();
}

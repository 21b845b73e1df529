package io.cachetree.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the value of an instance field into the key of all steps of its object: configuration that was injected, and
 * that changes what the steps compute.
 *
 * <p>The field is read at each call of a step. Fields of superclasses count as well, and those of objects with steps
 * that the object holds in a field of its own; not of objects that it gets at otherwise, such as through a list.
 *
 * <p>Of a field of an interface or class that is not annotated, the class of the object in it enters the key, but not what
 * that object holds, other than its own keyed fields.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Keyed {}

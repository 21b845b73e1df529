package io.cachetree.table;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The unit of a record's component, and of the column that is made from it.
 *
 * <pre>{@code
 * record Nucleus(int label, @Unit("um^3") double volume) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unit {

    /** Returns the unit as it stands in tables: plain text, such as {@code um^3}. */
    String value();
}

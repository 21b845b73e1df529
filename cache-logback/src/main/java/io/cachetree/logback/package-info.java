/**
 * What a step logs, beside its results: {@link io.cachetree.logback.StepLogAppender} for Logback.
 *
 * <p>Depends on {@code cache-core} and Logback.
 */
@NullMarked
package io.cachetree.logback;

import org.jspecify.annotations.NullMarked;

/**
 * A program to read the code of: {@link io.cachetree.benchmarks.program.GeneratedProgram}.
 *
 * <p>Depends on {@code cache-core} and on the compiler of the JDK.
 */
@NullMarked
package io.cachetree.benchmarks.program;

import org.jspecify.annotations.NullMarked;

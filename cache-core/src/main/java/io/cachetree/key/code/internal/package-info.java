/**
 * From class files to texts that are the same as long as the code is: reads classes by ASM, and hashes texts by
 * {@code key.internal}. No API: it changes without notice.
 *
 * <p>{@code ClassReading} reads one class file; {@code MethodText} writes what a method does; {@code Bodies} puts a method
 * together with the lambdas, anonymous and local classes that are written inside it; {@code IndexFormat} writes all that into a
 * file and reads it.
 */
@NullMarked
package io.cachetree.key.code.internal;

import org.jspecify.annotations.NullMarked;

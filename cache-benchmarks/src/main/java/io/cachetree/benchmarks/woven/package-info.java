/**
 * The steps of the benchmarks that are woven when this module is built, and the program that calls one for the first
 * time.
 *
 * <p>Depends on all modules that are measured; the other steps of the benchmarks are left to Guice.
 */
@NullMarked
package io.cachetree.benchmarks.woven;

import org.jspecify.annotations.NullMarked;

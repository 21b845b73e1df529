/**
 * What a run would do, said before anything runs: {@link io.cachetree.plan.Plan}.
 *
 * <p>Depends on {@code tree} and {@code key}.
 */
@NullMarked
package io.cachetree.plan;

import org.jspecify.annotations.NullMarked;

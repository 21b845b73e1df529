/**
 * What woven classes need when they run, and nothing more: {@link io.cachetree.intercept.woven.WovenStep} is where their
 * calls arrive, and {@link io.cachetree.intercept.woven.ListedSteps} knows the classes that were not woven. No class of Byte Buddy is used here.
 *
 * <p>Depends on {@code intercept}.
 */
@NullMarked
package io.cachetree.intercept.woven;

import org.jspecify.annotations.NullMarked;

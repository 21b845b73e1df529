package io.cachetree.entry;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;

/**
 * A step that was called while an entry was computed, directly or further below.
 *
 * @param step the called step
 * @param code its code at that time
 */
public record CalledStep(StepId step, CodeDigest code) {}

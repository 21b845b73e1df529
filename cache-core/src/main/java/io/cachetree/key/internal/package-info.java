/**
 * What the keys need from files and class files, and what knows nothing of keys. No API: it changes without notice.
 */
@NullMarked
package io.cachetree.key.internal;

import org.jspecify.annotations.NullMarked;

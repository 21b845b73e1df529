/**
 * The objects of a Hadoop file system. The libraries of Hadoop are optional: nothing here is loaded before a URL asks for it.
 *
 * <p>Depends on {@code remote.object}.
 */
@NullMarked
package io.cachetree.remote.hadoop;

import org.jspecify.annotations.NullMarked;

/**
 * A page in the browser that shows a tree: {@link io.cachetree.viewer.Viewer} serves it, live while a pipeline runs.
 *
 * <p>The packages below: {@code data} has the documents that the page reads, {@code server} serves them, {@code report} writes them
 * as files. Depends on these, on {@code cli.place}, and for pipelines that show themselves on the core's {@code event}.
 */
@NullMarked
package io.cachetree.viewer;

import org.jspecify.annotations.NullMarked;

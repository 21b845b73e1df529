/**
 * Writes the page with its documents and files into a directory, from which any web server shows it: {@link
 * io.cachetree.viewer.report.Report} is its front.
 *
 * <p>Depends on {@code viewer.data}.
 */
@NullMarked
package io.cachetree.viewer.report;

import org.jspecify.annotations.NullMarked;

/**
 * From labelled objects to numbers, an image and a picture: where each nucleus is, how many there are per cubic millimetre of
 * each region, and a heatmap of that.
 */
@NullMarked
package io.cachetree.examples.density;

import org.jspecify.annotations.NullMarked;

/**
 * How answers look: {@link io.cachetree.cli.text.Answer} is one, as lines for people or as JSON; {@link
 * io.cachetree.cli.text.Columns} lays it out, {@link io.cachetree.cli.text.Quantities} has sizes and times, {@link
 * io.cachetree.cli.text.Ink} colours.
 *
 * <p>Depends on no other package of CacheTree.
 */
@NullMarked
package io.cachetree.cli.text;

import org.jspecify.annotations.NullMarked;

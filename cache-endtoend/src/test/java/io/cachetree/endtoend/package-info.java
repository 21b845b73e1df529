/** Tests of all modules together: the example, the command line and many processes on storage elsewhere. */
@NullMarked
package io.cachetree.endtoend;

import org.jspecify.annotations.NullMarked;

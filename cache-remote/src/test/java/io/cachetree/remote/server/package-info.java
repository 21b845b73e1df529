/** The servers of the tests: real ones on this machine, started when first needed, and what stands in their way. */
@NullMarked
package io.cachetree.remote.server;

import org.jspecify.annotations.NullMarked;

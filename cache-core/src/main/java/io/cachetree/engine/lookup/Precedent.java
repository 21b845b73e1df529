package io.cachetree.engine.lookup;

import io.cachetree.engine.call.Scope;
import io.cachetree.key.KeyContent;
import java.util.Optional;

/**
 * What is kept of an entry to compare later calls with.
 *
 * @param content what its key is made of
 * @param run the run of this process that committed it, if it was one
 */
record Precedent(KeyContent content, Optional<Scope.Run> run) {}

package io.cachetree.intercept;

import io.cachetree.CacheContext;
import io.cachetree.engine.call.Workspace;
import java.net.URI;
import java.nio.file.Path;

/**
 * The parameter in which a step gets its directory.
 *
 * @param index its place among the parameters
 * @param type its type
 */
record UrlParameter(int index, Class<?> type) {

    /** Returns the directory of the step in whose context this is called; only then it is made, if need be. */
    Object value(Workspace workspace) {
        if (type == URI.class) {
            return workspace.uri();
        }
        if (type == Path.class) {
            return workspace.path();
        }
        return type == String.class
                ? workspace.uri().toString()
                : CacheContext.current().directory().orElseThrow();
    }
}

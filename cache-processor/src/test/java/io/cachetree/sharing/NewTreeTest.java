package io.cachetree.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree is opened at the moment in which another process makes it. */
class NewTreeTest {

    @TempDir
    private Path root;

    /** Somebody else makes the tree after the mark was looked for, and before the directory is listed. */
    private Store madeMeanwhile(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list") && arguments[0].equals("")) {
                        CacheTree.open(root).close();
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void whatAnotherOneHasJustMadeIsNoForeignDirectory() {
        try (CacheTree tree = CacheTree.builder().open(madeMeanwhile(Store.directory(root)))) {
            assertThat(tree.location()).isEqualTo(root.toUri());
        }
    }
}

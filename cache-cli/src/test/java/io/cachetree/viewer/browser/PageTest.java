package io.cachetree.viewer.browser;

import io.cachetree.viewer.Viewer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the page of one tree in one browser, each with the page opened anew. Who extends it fills the tree, and sets its viewer. */
public abstract class PageTest {

    @TempDir
    protected static Path tree;

    protected static Browser browser;
    protected static Viewer viewer;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.started();
    }

    @BeforeEach
    void openPage() {
        browser.open(viewer);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (viewer != null) {
            viewer.close();
        }
        browser = null;
        viewer = null;
    }
}

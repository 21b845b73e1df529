package io.cachetree.event;

import io.cachetree.tree.Transfer;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several listeners as one. What one of them throws is kept from the others, and from the step that it is told about. */
record Listeners(List<CacheListener> each) implements CacheListener {

    private static final Logger log = LoggerFactory.getLogger(CacheListener.class);

    @Override
    public void on(CacheEvent event) {
        tell(listener -> listener.on(event), event);
    }

    @Override
    public void onOpen(OpenedTree tree) {
        tell(listener -> listener.onOpen(tree), tree.location());
    }

    @Override
    public void onClose(OpenedTree tree) {
        tell(listener -> listener.onClose(tree), tree.location());
    }

    @Override
    public void onTransfer(Transfer transfer) {
        tell(listener -> listener.onTransfer(transfer), transfer);
    }

    @Override
    public void onStrayCall(StrayCall call) {
        tell(listener -> listener.onStrayCall(call), call);
    }

    @Override
    public void onSilentSteps(SilentSteps steps) {
        tell(listener -> listener.onSilentSteps(steps), steps);
    }

    private void tell(Consumer<CacheListener> news, Object event) {
        for (CacheListener listener : each) {
            try {
                news.accept(listener);
            } catch (RuntimeException | AssertionError | LinkageError e) {
                log.warn("Listener {} failed at {}", listener, event, e);
            }
        }
    }
}

package io.cachetree.store;

/**
 * A {@link Store} that is made as a whole: nobody sees what is written to it before it is finished, and if it is closed without, all is
 * as if nothing had been written.
 */
public interface NewStore extends Store {

    /**
     * Makes what was written visible, at once; nothing is written afterwards.
     *
     * @throws StoreException if it cannot, or if somebody else changed what it takes the place of
     */
    void finish();
}

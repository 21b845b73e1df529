package io.cachetree;

import io.cachetree.codec.Codecs;
import io.cachetree.engine.Engine;
import io.cachetree.engine.open.StrayCalls;
import io.cachetree.entry.UseMark;
import io.cachetree.event.CacheListener;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.Fingerprints;
import io.cachetree.store.Store;

/** What the engine of a tree is made of, whatever store it runs on. */
record EngineParts(
        Codecs codecs,
        Fingerprints fingerprints,
        CodeIdentity code,
        CacheListener listener,
        StrayCalls.Policy strayCalls) {

    Engine engine(Store store, UseMark use) {
        return new Engine(store, codecs, fingerprints, code, listener, strayCalls, use);
    }
}

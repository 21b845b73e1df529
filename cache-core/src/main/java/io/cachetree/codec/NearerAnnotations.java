package io.cachetree.codec;

import java.lang.annotation.Annotation;
import java.util.Optional;

/** The annotations of a part, then those of the whole. */
record NearerAnnotations(Codec.Annotations nearer, Codec.Annotations outer) implements Codec.Annotations {

    @Override
    public <A extends Annotation> Optional<A> find(Class<A> type) {
        return nearer.find(type).or(() -> outer.find(type));
    }
}

package io.cachetree.ways;

import io.cachetree.annotation.Cached;
import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.tree.CodecOptions;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Steps whose codec prints what it is told about them. */
class Lengths implements Measuring {

    /** What an author says about a step. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Unit {
        String value();
    }

    /** What a run says. */
    record Digits(int count) implements CodecOptions {}

    record Length(double metres) {}

    /** Writes metres, and prints the rest. */
    static final class LengthCodec implements Codec<Length> {

        static final CodecProvider PROVIDER =
                (type, codecs) -> type == Length.class ? Optional.of(new LengthCodec()) : Optional.empty();

        @Override
        public String id() {
            return "length";
        }

        @Override
        public void encode(Length value, Target target) {
            Options options = target.options();
            System.out.printf(
                    "told of %s: %s, %s%n",
                    options.node(),
                    options.annotation(Unit.class).map(Unit::value).orElse("no unit"),
                    options.inForce(Digits.class).map(Digits::toString).orElse("no digits"));
            target.json(Double.toString(value.metres()).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public Length decode(Source source) throws IOException {
            return new Length(Double.parseDouble(new String(source.json(), StandardCharsets.US_ASCII)));
        }
    }

    @Override
    public Length roughGuess() {
        return new Length(3);
    }

    @Cached(version = "1")
    @Unit("mm")
    Length ofCell(int cell) {
        return new Length(ofNucleus(cell).metres() * 2);
    }

    @Cached(version = "1")
    Length ofNucleus(int cell) {
        return new Length(cell);
    }
}

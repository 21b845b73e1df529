package io.cachetree.ways;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;

/** Calls the steps whose codec prints what it is told about them, then again under other options: {@code LengthsProgram WAY}. */
final class LengthsProgram {

    private LengthsProgram() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Lengths lengths = Way.valueOf(arguments[0]).make(Lengths.class);
        try (CacheTree tree =
                CacheTree.builder().codec(Lengths.LengthCodec.PROVIDER).open("memory:")) {
            tree.call(lengths::roughGuess);
            tree.with(CacheOptions.of(new Lengths.Digits(2))).call(() -> lengths.ofCell(1));
            tree.with(CacheOptions.of(new Lengths.Digits(9))).call(() -> lengths.ofCell(1));
        }
    }
}

package io.cachetree.tree;

/**
 * Options of a codec of your own: how it writes, never what. A class that implements this can be part of
 * {@link CacheOptions}, and codecs ask for it while they write.
 *
 * <pre>{@code
 * record TableOptions(char separator) implements CodecOptions {}
 *
 * tree.with(CacheOptions.of(new TableOptions(';'))).call(() -> steps.measure(scan));
 * }</pre>
 *
 * <ul>
 *   <li>Sub-steps inherit it, unless options of the same class take its place.
 *   <li>It never enters a key: an entry that was written under other options is as good as any.
 * </ul>
 *
 * <p>Implementations are immutable, and equal if they say the same: records.
 */
public interface CodecOptions {

    /**
     * Returns these options, with what they leave open taken from outer ones. By default they leave nothing open.
     *
     * @param outer options of the same class
     * @return options of the same class
     */
    default CodecOptions over(CodecOptions outer) {
        return this;
    }
}

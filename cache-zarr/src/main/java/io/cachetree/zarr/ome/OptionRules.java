package io.cachetree.zarr.ome;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Shuffle;
import io.cachetree.zarr.codec.ZstdCodec;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What options have to be like for any image; null is not set, and right. */
final class OptionRules {

    /** The units in space and time that the standard names, by the names of UDUNITS-2. */
    private static final Set<String> UNITS = Set.of(
            ("angstrom attometer centimeter decimeter exameter femtometer foot gigameter hectometer inch kilometer"
                            + " megameter meter micrometer mile millimeter nanometer parsec petameter picometer terameter"
                            + " yard yoctometer yottameter zeptometer zettameter attosecond centisecond day decisecond"
                            + " exasecond femtosecond gigasecond hectosecond hour kilosecond megasecond microsecond"
                            + " millisecond minute nanosecond petasecond picosecond second terasecond yoctosecond"
                            + " yottasecond zeptosecond zettasecond")
                    .split(" "));

    private static final Pattern CODEC = Pattern.compile("([a-z0-9-]+)(?::(-?\\d{1,4}))?");

    private OptionRules() {}

    static void check(
            @Nullable String axes,
            @Nullable List<String> units,
            @Nullable List<Double> voxelSize,
            @Nullable List<Integer> shards,
            @Nullable Integer levels,
            @Nullable List<String> colors) {
        if (axes != null) {
            requireAxes(axes);
        }
        if (levels != null && levels != 0) {
            requireLevels(levels);
        }
        orNone(units).forEach(OptionRules::requireUnit);
        orNone(voxelSize).forEach(OptionRules::requireVoxelSize);
        orNone(shards).forEach(size -> requireShard(size, orNone(shards)));
        orNone(colors).forEach(OptionRules::requireColor);
    }

    static void requireLevels(int count) {
        require(count >= 1, "%d levels", count, "there is at least one", "1 or more");
    }

    private static void requireAxes(String axes) {
        String give = "some of \"t\", \"c\", \"z\", \"y\" and \"x\" in this order, such as \"czyx\"";
        int last = -1;
        for (int i = 0; i < axes.length(); i++) {
            String axis = axes.substring(i, i + 1);
            int place = Axis.ORDER.indexOf(axis);
            require(place >= 0, "the axes \"%s\"", axes, "\"%s\" is no axis".formatted(axis), give);
            require(
                    axes.indexOf(axis) == axes.lastIndexOf(axis),
                    "the axes \"%s\"",
                    axes,
                    "\"%s\" is there twice".formatted(axis),
                    give);
            require(place > last, "the axes \"%s\"", axes, "\"%s\" stands too late".formatted(axis), give);
            last = place;
        }
        require(axes.endsWith("yx"), "the axes \"%s\"", axes, "\"y\" and \"x\" are not the last", give);
    }

    private static void requireUnit(String unit) {
        require(
                unit.isEmpty() || UNITS.contains(unit),
                "the unit \"%s\"",
                unit,
                "OME-Zarr has no such name of a unit",
                "a name such as \"micrometer\" or \"second\", or \"\" for none");
    }

    private static void requireVoxelSize(double size) {
        require(size > 0 && Double.isFinite(size), "the voxel size %s", size, "sizes are positive", "another one");
    }

    private static void requireShard(int size, List<Integer> shards) {
        require(size > 0, "the shards %s", shards, "%d is below 1".formatted(size), "sizes of 1 or more");
    }

    private static void requireColor(String color) {
        require(
                color.matches("[0-9A-Fa-f]{6}"),
                "the colour \"%s\"",
                color,
                "it does not have six hexadecimal digits",
                "one such as \"FF8000\", red before green before blue");
    }

    private static void require(boolean isRight, String what, Object value, String why, String give) {
        if (!isRight) {
            throw new IllegalArgumentException(
                    "Cannot write an image with %s: %s. Give %s.".formatted(what.formatted(value), why, give));
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Returns the codec that has a name, with a level if one follows: {@code zstd:3}. */
    static CodecChain codec(String text) {
        Matcher matcher = CODEC.matcher(text);
        if (!matcher.matches()) {
            throw unknown(text);
        }
        OptionalInt level =
                matcher.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(2)));
        return switch (matcher.group(1)) {
            case "blosc-zstd" -> blosc(BloscCompressor.ZSTD, level.orElse(1));
            case "blosc-lz4" -> blosc(BloscCompressor.LZ4, level.orElse(5));
            case "zstd" -> new CodecChain(List.of(new ZstdCodec(level.orElse(1))));
            case "gzip" -> new CodecChain(List.of(DeflateCodec.gzip(level.orElse(1))));
            case "none" -> none(text, level);
            default -> throw unknown(text);
        };
    }

    private static CodecChain blosc(BloscCompressor compressor, int level) {
        return new CodecChain(List.of(new BloscCodec(compressor, level, Shuffle.BYTE)));
    }

    private static CodecChain none(String text, OptionalInt level) {
        if (level.isPresent()) {
            throw unknown(text);
        }
        return new CodecChain(List.of());
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "Cannot use the codec \"%s\": it is not known. Give \"blosc-zstd\", \"blosc-lz4\", \"zstd\", \"gzip\" or \"none\", with a level if you like: \"zstd:3\"."
                        .formatted(text));
    }
}

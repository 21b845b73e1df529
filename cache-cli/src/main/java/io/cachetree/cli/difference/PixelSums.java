package io.cachetree.cli.difference;

import io.cachetree.cli.difference.Difference.Kind;
import io.cachetree.cli.text.Quantities;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is summed up over two images of one shape. Dice's coefficient is that of all objects together against the background:
 * twice what both cover, by the sum of what each covers. Thread safety: none.
 */
final class PixelSums {

    private final Kind kind;
    private final Set<Long> objectsBefore = new HashSet<>();
    private final Set<Long> objectsNow = new HashSet<>();
    private long pixels;
    private long changed;
    private long notFinite;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private long coveredBefore;
    private long coveredNow;
    private long coveredByBoth;

    PixelSums(Kind kind) {
        this.kind = kind;
    }

    /**
     * Adds some elements of both.
     *
     * @param samples how many elements make a pixel
     */
    void add(Elements before, Elements now, int samples) {
        pixels += now.length() / samples;
        for (int i = 0; i < now.length(); i += samples) {
            boolean isChanged = false;
            for (int k = i; k < i + samples; k++) {
                if (before.differ(k, now)) {
                    isChanged = true;
                    addChange(now.at(k) - before.at(k));
                }
            }
            changed += isChanged ? 1 : 0;
        }
        if (kind == Kind.LABELS) {
            addObjects(before, now);
        }
    }

    private void addChange(double difference) {
        if (Double.isFinite(difference)) {
            least = Math.min(least, difference);
            greatest = Math.max(greatest, difference);
        } else {
            notFinite++;
        }
    }

    private void addObjects(Elements before, Elements now) {
        long lastBefore = 0;
        long lastNow = 0;
        for (int i = 0; i < now.length(); i++) {
            long label = now.identity(i);
            long labelBefore = before.identity(i);
            coveredBefore += labelBefore != 0 ? 1 : 0;
            coveredNow += label != 0 ? 1 : 0;
            coveredByBoth += labelBefore != 0 && label != 0 ? 1 : 0;
            if (labelBefore != lastBefore) {
                lastBefore = labelBefore;
                objectsBefore.add(lastBefore);
            }
            if (label != lastNow) {
                lastNow = label;
                objectsNow.add(lastNow);
            }
        }
    }

    Difference difference(String name, String typeBefore, String typeNow) {
        if (changed == 0 && typeBefore.equals(typeNow)) {
            return Difference.of(name, kind, Difference.Outcome.SAME, "same pixels in other files");
        }
        return Difference.changed(name, kind, summary(typeBefore, typeNow), measures(), List.of());
    }

    private String summary(String typeBefore, String typeNow) {
        String types = typeBefore.equals(typeNow) ? "" : "%s -> %s, ".formatted(typeBefore, typeNow);
        String share = "%s of %s differ".formatted(Numbers.percent(changed, pixels), Quantities.count(pixels, "pixel"));
        return kind == Kind.LABELS
                ? "%s%s, Dice %.4f, %d -> %d objects"
                        .formatted(types, share, dice(), count(objectsBefore), count(objectsNow))
                : types + share + range();
    }

    private String range() {
        String range = least > greatest ? "" : ", by %s to %s".formatted(signed(least), signed(greatest));
        return range + (notFinite == 0 ? "" : ", %d to or from NaN or infinity".formatted(notFinite));
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Numbers.text(value);
    }

    private double dice() {
        long covered = coveredBefore + coveredNow;
        return covered == 0 ? 1 : 2.0 * coveredByBoth / covered;
    }

    private static long count(Set<Long> objects) {
        return objects.stream().filter(each -> each != 0).count();
    }

    private Map<String, Number> measures() {
        Map<String, Number> measures = new LinkedHashMap<>();
        measures.put("pixels", pixels);
        measures.put("changed", changed);
        measures.put("changedPercent", pixels == 0 ? 0 : 100.0 * changed / pixels);
        if (least <= greatest) {
            measures.put("leastDifference", least);
            measures.put("greatestDifference", greatest);
        }
        if (notFinite > 0) {
            measures.put("notFinite", notFinite);
        }
        if (kind == Kind.LABELS) {
            measures.put("dice", dice());
            measures.put("objectsBefore", count(objectsBefore));
            measures.put("objectsNow", count(objectsNow));
        }
        return measures;
    }
}

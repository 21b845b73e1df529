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
    private final Set<Double> objectsBefore = new HashSet<>();
    private final Set<Double> objectsNow = new HashSet<>();
    private long pixels;
    private long changed;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private long coveredBefore;
    private long coveredNow;
    private long coveredByBoth;

    PixelSums(Kind kind) {
        this.kind = kind;
    }

    void add(double[] before, double[] now) {
        pixels += now.length;
        for (int i = 0; i < now.length; i++) {
            addDifference(before[i], now[i]);
        }
        if (kind == Kind.LABELS) {
            addObjects(before, now);
        }
    }

    private void addDifference(double before, double now) {
        if (Double.compare(before, now) != 0 && before != now) {
            changed++;
            double difference = now - before;
            least = Math.min(least, difference);
            greatest = Math.max(greatest, difference);
        }
    }

    private void addObjects(double[] before, double[] now) {
        double lastBefore = 0;
        double lastNow = 0;
        for (int i = 0; i < now.length; i++) {
            coveredBefore += before[i] != 0 ? 1 : 0;
            coveredNow += now[i] != 0 ? 1 : 0;
            coveredByBoth += before[i] != 0 && now[i] != 0 ? 1 : 0;
            if (before[i] != lastBefore) {
                lastBefore = before[i];
                objectsBefore.add(lastBefore);
            }
            if (now[i] != lastNow) {
                lastNow = now[i];
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
                : types + share + (changed == 0 ? "" : ", by %s to %s".formatted(signed(least), signed(greatest)));
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Numbers.text(value);
    }

    private double dice() {
        long covered = coveredBefore + coveredNow;
        return covered == 0 ? 1 : 2.0 * coveredByBoth / covered;
    }

    private static long count(Set<Double> objects) {
        return objects.stream().filter(each -> each != 0).count();
    }

    private Map<String, Number> measures() {
        Map<String, Number> measures = new LinkedHashMap<>();
        measures.put("pixels", pixels);
        measures.put("changed", changed);
        measures.put("changedPercent", pixels == 0 ? 0 : 100.0 * changed / pixels);
        if (changed > 0) {
            measures.put("leastDifference", least);
            measures.put("greatestDifference", greatest);
        }
        if (kind == Kind.LABELS) {
            measures.put("dice", dice());
            measures.put("objectsBefore", count(objectsBefore));
            measures.put("objectsNow", count(objectsNow));
        }
        return measures;
    }
}

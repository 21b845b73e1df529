package io.cachetree.cli.difference;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.cachetree.cli.difference.Difference.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of a table in CSV, by the value in their first column where that names each row, and else by their number. Some write it with
 * semicolons or tabs in place of commas, and with a mark of Unicode before it.
 *
 * @param columns the header
 * @param rows the rows below it
 */
record Rows(List<String> columns, List<List<String>> rows) {

    private static final int DETAILS = 20;
    private static final String MARK = "\ufeff";
    private static final Pattern HEADER = Pattern.compile("(?:\"[^\"]*+\"|[^\"\r\n]++)*+");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");

    static Difference compare(String name, String before, String now) throws IOException {
        return new Comparison(parse(name, before), parse(name, now)).difference(name);
    }

    private static Rows parse(String name, String text) throws IOException {
        List<List<String>> all = new ArrayList<>();
        String csv = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        char separator = name.toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : separator(csv);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(csv)) {
            reader.forEach(row -> all.add(List.copyOf(row.getFields())));
        }
        if (all.isEmpty()) {
            throw new IOException("a table has a header");
        }
        return new Rows(all.get(0), all.subList(1, all.size()));
    }

    /** Returns what stands most often between the names of columns, as numbers may have commas in them; so does the viewer's page. */
    static char separator(String csv) {
        Matcher header = HEADER.matcher(csv);
        String names = header.lookingAt() ? QUOTED.matcher(header.group()).replaceAll("") : "";
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(
                        sign -> names.chars().filter(letter -> letter == sign).count()))
                .orElseThrow();
    }

    private boolean hasNames() {
        HashSet<String> names = new HashSet<>();
        return rows.stream().allMatch(row -> names.add(row.get(0)));
    }

    private Map<String, List<String>> byName() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        rows.forEach(row -> named.put(row.get(0), row));
        return named;
    }

    private Map<String, List<String>> byNumber() {
        Map<String, List<String>> numbered = new LinkedHashMap<>();
        IntStream.range(0, rows.size()).forEach(i -> numbered.put(Integer.toString(i + 1), rows.get(i)));
        return numbered;
    }

    /** Two tables, as their rows are matched. */
    private record Comparison(Rows before, Rows now) {

        Difference difference(String name) {
            return before.columns.equals(now.columns) ? ofRows(name) : ofColumns(name);
        }

        private Difference ofColumns(String name) {
            return Difference.changed(
                    name,
                    Kind.TABLE,
                    "other columns, %d -> %d rows".formatted(before.rows.size(), now.rows.size()),
                    Map.of("rowsBefore", before.rows.size(), "rowsNow", now.rows.size()),
                    List.of("- " + String.join(", ", before.columns), "+ " + String.join(", ", now.columns)));
        }

        private Difference ofRows(String name) {
            boolean hasNames = before.hasNames() && now.hasNames();
            String what = hasNames ? before.columns.get(0) : "row";
            Map<String, List<String>> first = hasNames ? before.byName() : before.byNumber();
            Map<String, List<String>> second = hasNames ? now.byName() : now.byNumber();
            List<String> details = new ArrayList<>();
            int changed = 0;
            for (Map.Entry<String, List<String>> row : second.entrySet()) {
                List<String> then = first.get(row.getKey());
                if (then != null && !then.equals(row.getValue())) {
                    changed++;
                    details.add("%s %s: %s".formatted(what, row.getKey(), change(then, row.getValue())));
                }
            }
            long added = second.keySet().stream()
                    .filter(key -> !first.containsKey(key))
                    .count();
            long removed = first.keySet().stream()
                    .filter(key -> !second.containsKey(key))
                    .count();
            return difference(name, changed, added, removed, details);
        }

        private Difference difference(String name, int changed, long added, long removed, List<String> details) {
            if (changed + added + removed == 0) {
                return Difference.of(
                        name,
                        Kind.TABLE,
                        Difference.Outcome.SAME,
                        before.rows.equals(now.rows) ? "" : "same rows in another order");
            }
            Map<String, Number> measures = new LinkedHashMap<>();
            measures.put("rowsBefore", before.rows.size());
            measures.put("rowsNow", now.rows.size());
            measures.put("changed", changed);
            measures.put("added", added);
            measures.put("removed", removed);
            return Difference.changed(
                    name,
                    Kind.TABLE,
                    "%d -> %d rows: %d changed, %d new, %d gone"
                            .formatted(before.rows.size(), now.rows.size(), changed, added, removed),
                    measures,
                    details.stream().limit(DETAILS).toList());
        }

        private String change(List<String> then, List<String> today) {
            List<String> changes = new ArrayList<>();
            for (int i = 0; i < Math.min(then.size(), today.size()); i++) {
                if (!then.get(i).equals(today.get(i))) {
                    changes.add("%s %s -> %s".formatted(before.columns.get(i), then.get(i), today.get(i)));
                }
            }
            return String.join(", ", changes);
        }
    }
}

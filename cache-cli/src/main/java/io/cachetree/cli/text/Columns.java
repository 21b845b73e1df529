package io.cachetree.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows whose cells stand below each other; the last column takes what is left of the line. Thread safety: none.
 */
public final class Columns {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * What a column is.
     *
     * @param heading its heading
     * @param side where its cells begin
     * @param widest how many characters it has at most
     */
    public record Column(String heading, Side side, int widest) {

        /** Returns a column of texts. */
        public static Column left(String heading, int widest) {
            return new Column(heading, Side.LEFT, widest);
        }

        /** Returns a column of numbers. */
        public static Column right(String heading) {
            return new Column(heading, Side.RIGHT, Page.WIDTH);
        }
    }

    /** Where the cells of a column begin. */
    public enum Side {
        /** On the left, as texts do. */
        LEFT,
        /** So that they end on the right, as numbers do. */
        RIGHT
    }

    /**
     * One cell.
     *
     * @param text what stands in it
     * @param ink its colour
     */
    public record Cell(String text, Ink ink) {

        /** Returns a cell without colour. */
        public static Cell of(String text) {
            return new Cell(text, Ink.PLAIN);
        }
    }

    /** Makes a table without rows. */
    public Columns(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row, whose last cells may be left out. */
    public void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    /** Returns whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes the headings and the rows. There can be many thousand, which all processors lay out. */
    public void print(Page page) {
        List<Cell> headings = columns.stream()
                .map(column -> new Cell(column.heading(), Ink.FAINT))
                .toList();
        int[] widths = widths(headings);
        if (headings.stream().anyMatch(heading -> !heading.text().isEmpty())) {
            page.line(line(headings, widths, page));
        }
        rows.parallelStream().map(row -> line(row, widths, page)).toList().forEach(page::line);
    }

    private int[] widths(List<Cell> headings) {
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.min(columns.get(i).widest(), widest(i, headings)))
                .toArray();
        int last = widths.length - 1;
        int before = IntStream.range(0, last).map(i -> widths[i] + GAP.length()).sum();
        widths[last] = Math.min(widths[last], Math.max(NARROWEST, Page.WIDTH - before));
        return widths;
    }

    private int widest(int column, List<Cell> headings) {
        int ofRows = rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
        return Math.max(headings.get(column).text().length(), ofRows);
    }

    private String line(List<Cell> row, int[] widths, Page page) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String text = Page.cut(row.get(i).text(), widths[i]);
            String space = " ".repeat(widths[i] - text.length());
            String painted = page.paint(row.get(i).ink(), text);
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).side() == Side.LEFT ? painted + space : space + painted);
        }
        return line.toString();
    }
}

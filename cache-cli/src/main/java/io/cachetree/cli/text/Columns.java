package io.cachetree.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows whose cells stand below each other; the last column takes what is left of the line. Thread safety: none.
 */
public final class Columns {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final List<Cell[]> rows = new ArrayList<>();
    private final int[] longest;

    /**
     * What a column is.
     *
     * @param heading its heading
     * @param side where its cells begin
     * @param widest how many characters it has at most
     * @param cut what of a longer text is left out
     */
    public record Column(String heading, Side side, int widest, Cut cut) {

        /** Returns a column of texts. */
        public static Column left(String heading, int widest) {
            return new Column(heading, Side.LEFT, widest, Cut.END);
        }

        /** Returns a column of names whose end tells which of several is meant. */
        public static Column names(String heading, int widest) {
            return new Column(heading, Side.LEFT, widest, Cut.MIDDLE);
        }

        /** Returns a column of numbers. */
        public static Column right(String heading) {
            return new Column(heading, Side.RIGHT, Page.WIDTH, Cut.END);
        }

        private String fitted(String text, int width) {
            return cut == Cut.END ? Page.cut(text, width) : Page.cutMiddle(text, width);
        }
    }

    /** What of a text is left out that is too long. */
    public enum Cut {
        /** Its end. */
        END,
        /** Its middle. */
        MIDDLE
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
        this.longest =
                Stream.of(columns).mapToInt(column -> column.heading().length()).toArray();
    }

    /** Adds a row, whose last cells may be left out. */
    public void row(Cell... cells) {
        for (int i = 0; i < cells.length; i++) {
            longest[i] = Math.max(longest[i], cells[i].text().length());
        }
        rows.add(cells.clone());
    }

    /** Returns whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes the headings and the rows. There can be many thousand, which all processors lay out. */
    public void print(Page page) {
        int[] widths = widths();
        Cell[] headings = columns.stream()
                .map(column -> new Cell(column.heading(), Ink.FAINT))
                .toArray(Cell[]::new);
        if (columns.stream().anyMatch(column -> !column.heading().isEmpty())) {
            page.line(line(headings, widths, page));
        }
        rows.parallelStream().map(row -> line(row, widths, page)).toList().forEach(page::line);
    }

    private int[] widths() {
        int last = longest.length - 1;
        int[] widths = new int[longest.length];
        int before = 0;
        for (int i = 0; i <= last; i++) {
            widths[i] = Math.min(columns.get(i).widest(), longest[i]);
            before += i < last ? widths[i] + GAP.length() : 0;
        }
        widths[last] = Math.min(widths[last], Math.max(NARROWEST, Page.WIDTH - before));
        return widths;
    }

    private String line(Cell[] row, int[] widths, Page page) {
        StringBuilder line = new StringBuilder(Page.WIDTH);
        for (int i = 0; i < row.length; i++) {
            String text = columns.get(i).fitted(row[i].text(), widths[i]);
            String space = " ".repeat(widths[i] - text.length());
            boolean isLeft = columns.get(i).side() == Side.LEFT;
            line.append(i == 0 ? "" : GAP)
                    .append(isLeft ? "" : space)
                    .append(page.paint(row[i].ink(), text))
                    .append(isLeft ? space : "");
        }
        return line.toString();
    }
}

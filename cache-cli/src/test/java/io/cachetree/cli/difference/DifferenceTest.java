package io.cachetree.cli.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How values, rows, lines and pixels are compared. */
class DifferenceTest {

    @Test
    void jsonIsComparedValueByValue() {
        Difference difference = JsonValues.compare(
                "result",
                "{\"a\": 1, \"b\": [1, {\"c\": \"x\"}], \"gone\": true}",
                "{\"b\": [2, {\"c\": \"y\"}, 3], \"a\": 1}");

        assertThat(difference.summary()).isEqualTo("4 of 5 values differ");
        assertThat(difference.details())
                .containsExactly(
                        "$.b[0]: 1 -> 2 (+1, +100.0 %)",
                        "$.b[1].c: \"x\" -> \"y\"", "$.gone: true -> missing", "$.b[2]: missing -> 3");
    }

    @Test
    void jsonThatIsLaidOutInAnotherWayIsTheSame() {
        assertThat(JsonValues.compare("result", "{\"a\":1,\"b\":2}", "{ \"b\": 2, \"a\": 1 }")
                        .isDifferent())
                .isFalse();
    }

    @Test
    void rowsAreMatchedByTheirFirstColumn() throws IOException {
        Difference difference =
                Rows.compare("cells.csv", "label,area\n1,4\n2,5\n3,6\n", "label,area\n2,5\n3,7\n4,1\n5,1\n");

        assertThat(difference.summary()).isEqualTo("3 -> 4 rows: 1 changed, 2 new, 1 gone");
        assertThat(difference.details()).containsExactly("label 3: area 6 -> 7");
    }

    @Test
    void rowsWithoutNamesAreMatchedByTheirNumber() throws IOException {
        Difference difference = Rows.compare("cells.csv", "kind,area\nx,4\nx,5\n", "kind,area\nx,4\nx,6\nx,7\n");

        assertThat(difference.summary()).isEqualTo("2 -> 3 rows: 1 changed, 1 new, 0 gone");
        assertThat(difference.details()).containsExactly("row 2: area 5 -> 6");
    }

    @Test
    void tablesMayHaveSemicolonsOrTabsInPlaceOfCommas() throws IOException {
        String semicolons = "\ufefflabel;\"area, µm²; all\"\r\n1;4,5\r\n2;5,0\r\n";

        assertThat(Rows.compare("cells.csv", semicolons, semicolons.replace("5,0", "6,0"))
                        .details())
                .containsExactly("label 2: area, µm²; all 5,0 -> 6,0");
        assertThat(Rows.compare("cells.csv", "label,area\n1,4\n", "label;area\n1;5\n")
                        .details())
                .containsExactly("label 1: area 4 -> 5");
        assertThat(Rows.compare("cells.csv", "label\tarea\n1\t4\n", "label\tarea\n1\t5\n")
                        .details())
                .containsExactly("label 1: area 4 -> 5");
        assertThat(Rows.compare("cells.tsv", "label, of a cell\n1\n2\n", "label, of a cell\n1\n")
                        .summary())
                .isEqualTo("2 -> 1 rows: 0 changed, 0 new, 1 gone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b;c | ,",
                "a;b;c,d | ;",
                "'\"a;b;c\",d' | ,",
                "'\"a\nb\";c' | ;",
                "a | ,",
                "'' | ,",
                "'\"a;b' | ,"
            })
    void separatorsAreThoseOfTheHeader(String csv, char separator) {
        assertThat(Rows.separator(csv)).isEqualTo(separator);
    }

    @Test
    void headersMayBeLong() {
        String names = "\"a name\";b;".repeat(100_000);

        assertThat(Rows.separator(names + "c\n1\n")).isEqualTo(';');
    }

    @Test
    void otherColumnsAreNamed() throws IOException {
        assertThat(Rows.compare("cells.csv", "label,area\n1,4\n", "label,volume\n1,4\n")
                        .details())
                .containsExactly("- label, area", "+ label, volume");
    }

    @Test
    void textsAreComparedLineByLine() {
        Difference difference = Lines.compare("notes.txt", "one\ntwo\n", "one\nthree\nfour\n");

        assertThat(difference.summary()).isEqualTo("2 -> 3 lines, which differ from line 2 on");
        assertThat(difference.details()).containsExactly("- two", "+ three");
    }

    @Test
    void pixelsAreCountedAndMeasured() {
        PixelSums sums = new PixelSums(Difference.Kind.IMAGE);
        sums.add(Elements.of(1, 2, 3, Double.NaN), Elements.of(1, 4, 0, Double.NaN), 1);

        Difference difference = sums.difference("a.npy", "f8", "f8");

        assertThat(difference.summary()).isEqualTo("50.0 % of 4 pixels differ, by -3 to +2");
        assertThat(difference.measures())
                .containsEntry("changed", 2L)
                .containsEntry("leastDifference", -3.0)
                .containsEntry("greatestDifference", 2.0);
    }

    @Test
    void labelsAreComparedAsObjects() {
        PixelSums sums = new PixelSums(Difference.Kind.LABELS);
        sums.add(Elements.of(0, 1, 1, 2, 2, 0), Elements.of(0, 0, 1, 1, 1, 1), 1);

        Difference difference = sums.difference("labels.tif", "uint16", "uint16");

        assertThat(difference.summary()).isEqualTo("66.7 % of 6 pixels differ, Dice 0.7500, 2 -> 1 objects");
    }

    @Test
    void labelsThatNoDoubleCanHoldAreToldApart() {
        long large = 1L << 60;
        PixelSums sums = new PixelSums(Difference.Kind.LABELS);
        sums.add(
                Elements.of(new long[] {0, large, large + 1, large + 2}, 4, false),
                Elements.of(new long[] {0, large, large, large + 3}, 4, false),
                1);

        assertThat(sums.difference("labels.zarr", "int64", "int64").summary())
                .isEqualTo("50.0 % of 4 pixels differ, Dice 1.0000, 3 -> 2 objects");
    }

    @Test
    void equalPixelsInOtherFilesAreTheSame() {
        PixelSums sums = new PixelSums(Difference.Kind.IMAGE);
        sums.add(Elements.of(1), Elements.of(1), 1);

        assertThat(sums.difference("a.png", "8 bit", "8 bit").isDifferent()).isFalse();
        assertThat(sums.difference("a.png", "8 bit", "16 bit").isDifferent()).isTrue();
    }

    private static ReadPixels npy(String type, ByteBuffer elements) throws IOException {
        byte[] header = "{'descr': '%s', 'fortran_order': False, 'shape': (2, 2), }\n"
                .formatted(type)
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file =
                ByteBuffer.allocate(10 + header.length + elements.position()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
        file.putShort((short) header.length).put(header).put(elements.flip());
        return ReadPixels.npy(new ByteArrayInputStream(file.array()));
    }

    private static ByteBuffer elements() {
        return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Elements all(ReadPixels pixels) {
        return pixels.read(new long[] {0, 0}, new int[] {2, 2});
    }

    @Test
    void arraysOfNumpyAreReadWithTheirShape() throws IOException {
        ByteBuffer numbers = elements();
        numbers.putShort((short) 1).putShort((short) -2).putShort((short) 3).putShort((short) 4);

        ReadPixels pixels = npy("<i2", numbers);

        assertThat(pixels.shape()).isEqualTo(List.of(2L, 2L));
        assertThat(pixels.block()).containsExactly(1 << 19, 2);
        Elements second = pixels.read(new long[] {1, 0}, new int[] {1, 2});
        assertThat(second.length()).isEqualTo(2);
        assertThat(second.at(0)).isEqualTo(3);
        assertThat(all(pixels).at(1)).isEqualTo(-2);
    }

    @Test
    void arraysOfNumpyOfAnyOrderOfBytesAndOfUnsignedNumbersAreRead() throws IOException {
        ByteBuffer big = elements().order(ByteOrder.BIG_ENDIAN);
        big.putInt(1).putInt(2).putInt(-3).putInt(4);
        assertThat(all(npy(">i4", big)).at(2)).isEqualTo(-3);

        ByteBuffer unsigned = elements();
        unsigned.putInt(-1).putInt(2).putInt(3).putInt(4);
        assertThat(all(npy("<u4", unsigned)).at(0)).isEqualTo(4294967295.0);
    }

    @Test
    void numbersOfNumpyThatNoDoubleCanHoldAreToldApart() throws IOException {
        long large = 1L << 60;
        ByteBuffer before = elements();
        before.putLong(large).putLong(1).putLong(2).putLong(3);
        ByteBuffer now = elements();
        now.putLong(large + 1).putLong(1).putLong(2).putLong(3);
        PixelSums sums = new PixelSums(Difference.Kind.IMAGE);

        sums.add(all(npy("<i8", before)), all(npy("<i8", now)), 1);

        assertThat(sums.difference("a.npy", "i8", "i8").summary()).startsWith("25.0 % of 4 pixels differ");
    }

    @Test
    void arraysInTheOrderOfFortranAreNotTakenForOthers() {
        byte[] header =
                "{'descr': '<i2', 'fortran_order': True, 'shape': (2, 2), }\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        file.position(8);
        file.putShort((short) header.length).put(header);

        assertThatThrownBy(() -> ReadPixels.npy(new ByteArrayInputStream(file.array())))
                .hasMessage("only arrays of numbers in C order are compared");
    }

    private static ReadPixels palette(int red) throws IOException {
        byte[] none = {0, 0};
        IndexColorModel colours = new IndexColorModel(1, 2, new byte[] {0, (byte) red}, none, none);
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, colours);
        image.getRaster().setSample(1, 0, 0, 1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return ReadPixels.png(new ByteArrayInputStream(png.toByteArray()), Effort.ofPage());
    }

    @Test
    void picturesAreComparedPixelByPixelInTheirColours() throws IOException {
        PixelSums sums = new PixelSums(Difference.Kind.IMAGE);
        ReadPixels now = palette(200);

        sums.add(
                palette(100).read(new long[3], new int[] {1, 3, 4}),
                now.read(new long[3], new int[] {1, 3, 4}),
                now.samples());

        assertThat(sums.difference("a.png", "8 bit", "8 bit").summary())
                .isEqualTo("33.3 % of 3 pixels differ, by +100 to +100");
    }

    @Test
    void whatIsNoNumberIsCountedApart() {
        PixelSums sums = new PixelSums(Difference.Kind.IMAGE);
        sums.add(Elements.of(1, 2, 3, 4), Elements.of(1, 4, Double.NaN, Double.POSITIVE_INFINITY), 1);

        Difference difference = sums.difference("a.npy", "f8", "f8");

        assertThat(difference.summary())
                .isEqualTo("75.0 % of 4 pixels differ, by +2 to +2, 2 to or from NaN or infinity");
        assertThat(difference.measures()).containsEntry("notFinite", 2L).containsEntry("greatestDifference", 2.0);
    }

    @Test
    void otherEndsOfLinesAreSaid() {
        assertThat(Lines.compare("notes.txt", "one\ntwo\n", "one\r\ntwo\r\n").summary())
                .isEqualTo("2 lines, which differ in how they end");
    }

    @Test
    void namesWithDotsAndLongNumbersAreToldApart() {
        assertThat(JsonValues.compare("result", "{\"a.b\": 1}", "{\"a\": {\"b\": 1}}")
                        .details())
                .containsExactly("$[\"a.b\"]: 1 -> missing", "$.a.b: missing -> 1");
        assertThat(JsonValues.compare("result", "12345678901234567890.1", "12345678901234567890.2")
                        .isDifferent())
                .isTrue();
        assertThat(JsonValues.compare("result", "1.50", "1.5").isDifferent()).isFalse();
    }

    @Test
    void rowsInAnotherOrderAreSaidToBe() throws IOException {
        Difference difference = Rows.compare("cells.csv", "label,area\n1,4\n2,5\n", "label,area\n2,5\n1,4\n");

        assertThat(difference.isDifferent()).isFalse();
        assertThat(difference.summary()).isEqualTo("same rows in another order");
    }

    @Test
    void numbersAreShort() {
        assertThat(Numbers.text(2.0)).isEqualTo("2");
        assertThat(Numbers.text(0.123456789)).isEqualTo("0.123457");
        assertThat(Numbers.text(1.5)).isEqualTo("1.5");
        assertThat(Numbers.percent(1, 1_000_000)).isEqualTo("<0.01 %");
        assertThat(Numbers.percent(0, 10)).isEqualTo("0.00 %");
        assertThat(Numbers.percent(1, 8)).isEqualTo("12.5 %");
    }
}

package io.cachetree.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import io.cachetree.testkit.CodecEntry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {

    @TempDir
    private Path directory;

    private static JFreeChart chart(double highest) {
        DefaultCategoryDataset counts = new DefaultCategoryDataset();
        counts.addValue(3, "nuclei", "left");
        counts.addValue(highest, "nuclei", "right");
        return ChartFactory.createBarChart("Nuclei per region", "region", "count", counts);
    }

    @Test
    void theChartHasItsSizeAndIsNotBlank() {
        BufferedImage image = Charts.image(chart(5), 320, 200);

        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(200);
        assertThat(Arrays.stream(pixels(image)).distinct().count()).isGreaterThan(10);
    }

    @Test
    void theSameChartHasTheSameBytesHere() throws IOException {
        assertThat(png(chart(5), "first")).isEqualTo(png(chart(5), "second")).isNotEqualTo(png(chart(6), "third"));
    }

    @SuppressWarnings("unchecked")
    private byte[] png(JFreeChart chart, String name) throws IOException {
        Codec<BufferedImage> codec = (Codec<BufferedImage>) Codecs.of(List.of()).codecFor(BufferedImage.class);
        CodecEntry entry = CodecEntry.in(directory).named(name);
        BufferedImage image = Charts.image(chart, 320, 200);
        codec.encode(image, entry);
        assertThat(pixels(codec.decode(entry))).isEqualTo(pixels(image));
        return Files.readAllBytes(directory.resolve(name + ".png"));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void sizesThatNoPictureHasAreRefused() {
        assertThatThrownBy(() -> Charts.image(chart(5), 0, 200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot draw the chart with a width of 0 pixels. Give 1 to 16384.");
        assertThatThrownBy(() -> Charts.image(chart(5), 320, 16_385))
                .hasMessage("Cannot draw the chart with a height of 16385 pixels. Give 1 to 16384.");
    }

    /** Loads this package anew, as if JFreeChart were not there. */
    private static final class WithoutJfreechart extends ClassLoader {

        WithoutJfreechart() {
            super(ChartsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.jfree.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("io.cachetree.table.") ? own(name) : super.loadClass(name, resolve);
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void tablesDoWithoutJfreechart() throws Exception {
        ClassLoader without = new WithoutJfreechart();
        Object builder =
                without.loadClass(Table.class.getName()).getMethod("builder").invoke(null);
        builder.getClass().getMethod("real", String.class).invoke(builder, "volume");
        Object table = builder.getClass().getMethod("build").invoke(builder);
        Object provider =
                without.loadClass(TableCodecs.class.getName()).getConstructor().newInstance();

        assertThat(table.getClass().getClassLoader()).isSameAs(without);
        assertThat(table).hasToString("Table[volume REAL] of 0 rows");
        assertThat(((CodecProvider) provider).codecFor(table.getClass(), Codecs.of(List.of())))
                .isPresent();
        assertThatThrownBy(() -> without.loadClass(Charts.class.getName()).getMethods())
                .isInstanceOf(NoClassDefFoundError.class);
    }
}

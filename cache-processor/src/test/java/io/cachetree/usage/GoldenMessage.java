package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A message that stands in a file under {@code src/test/resources/messages}. */
final class GoldenMessage {

    private GoldenMessage() {}

    static void assertEquals(String message, String name) throws IOException {
        assertThat(message).isEqualTo(text(name));
    }

    static String text(String name) throws IOException {
        try (InputStream in = GoldenMessage.class.getResourceAsStream("/messages/" + name + ".txt")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).endsWith("\n");
            return text.substring(0, text.length() - 1);
        }
    }
}

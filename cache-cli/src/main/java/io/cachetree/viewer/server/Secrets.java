package io.cachetree.viewer.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What only the person who started the server knows.
 *
 * @param token stands in the fragment of the page's address, which browsers send to nobody
 * @param cookie what the browser gets for it
 * @param share stands in the paths of files that other programs may read
 */
record Secrets(String token, String cookie, String share) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    static Secrets random() {
        return new Secrets(text(), text(), text());
    }

    private static String text() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean isToken(String given) {
        return isSame(token, given);
    }

    boolean isCookie(String given) {
        return isSame(cookie, given);
    }

    boolean isShare(String given) {
        return isSame(share, given);
    }

    /** How long it takes says nothing of where the two differ. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secrets";
    }
}

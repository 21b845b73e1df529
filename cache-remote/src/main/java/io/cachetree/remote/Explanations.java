package io.cachetree.remote;

import io.cachetree.remote.object.Cloud;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.store.StoreException;

/**
 * Says what went wrong with a cloud, and what to do.
 *
 * @param url where
 * @param endpoint the address of the server, or empty for the cloud's own
 */
record Explanations(RemoteUrl url, String endpoint) {

    private static final String AGAIN = "then run again: what is committed stays, the rest is computed.";

    /** Returns the exception for a request that failed. */
    StoreException exception(String operation, String path, ObjectException e) {
        return new StoreException(operation, url + (path.isEmpty() ? "" : "/" + path), reason(e), advice(e), e);
    }

    private String reason(ObjectException e) {
        return switch (e.failure()) {
            case NO_BUCKET -> "there is no %s \"%s\" (%s)".formatted(container(), url.bucket(), e.detail());
            case NO_CREDENTIALS -> "no credentials were found";
            case WRONG_CREDENTIALS -> "%s does not accept the credentials (%s)".formatted(server(), e.detail());
            case FORBIDDEN -> "the account may not do that (%s)".formatted(e.detail());
            case NO_SPACE -> "the storage is full (%s)".formatted(e.detail());
            case UNREACHABLE -> "%s cannot be reached (%s)".formatted(server(), e.detail());
            case NO_ANSWER -> "%s gave %s".formatted(server(), e.detail());
            case OVERLOADED -> "%s asks for fewer requests (%s)".formatted(server(), e.detail());
            case BROKEN, CONFLICT -> "%s failed (%s)".formatted(server(), e.detail());
            default -> e.detail();
        };
    }

    private String advice(ObjectException e) {
        return switch (e.failure()) {
            case NO_BUCKET -> "Create it or correct the URL, " + AGAIN;
            case NO_CREDENTIALS -> capital(Credentials.advice(url.cloud())) + ", " + AGAIN;
            case WRONG_CREDENTIALS -> "Correct them (%s), %s".formatted(Credentials.advice(url.cloud()), AGAIN);
            case FORBIDDEN ->
                "Ask the owner of the %s for the right to list, read, write and delete below \"%s\", or choose another root, %s"
                        .formatted(container(), url, AGAIN);
            case NO_SPACE -> "Free some space or ask for more, " + AGAIN;
            case UNREACHABLE, NO_ANSWER -> "Check the address, the network and the server, " + AGAIN;
            case OVERLOADED -> "Wait a while, " + AGAIN;
            case INTERRUPTED -> "Run again: what is committed stays, the rest is computed.";
            default -> "Mend the storage, " + AGAIN;
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String container() {
        return url.cloud() == Cloud.AZURE ? "container" : "bucket";
    }

    private String server() {
        if (!endpoint.isEmpty()) {
            return "the server \"%s\"".formatted(withoutQuery(endpoint));
        }
        return switch (url.cloud()) {
            case S3 -> "Amazon S3";
            case GCS -> "Google Cloud Storage";
            case AZURE -> "Azure Blob Storage";
        };
    }

    /** That of the environment may have what a URL of a tree may not. */
    private static String withoutQuery(String endpoint) {
        String plain = endpoint.replaceAll("[?#].*$", "");
        return plain.substring(0, plain.indexOf("//") + 2)
                + plain.substring(Math.max(plain.indexOf("//") + 2, plain.lastIndexOf('@') + 1));
    }
}

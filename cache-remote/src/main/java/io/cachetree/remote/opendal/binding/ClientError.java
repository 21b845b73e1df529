package io.cachetree.remote.opendal.binding;

import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenDAL says when a request failed: its own code, and a text of many lines.
 *
 * <p>Of the text only single words are taken that cannot be secret: the server's code, the HTTP status, and what went wrong with the
 * connection. The rest has URLs with signatures in them.
 *
 * @param code OpenDAL's code
 * @param text the message
 */
record ClientError(String code, String text) {

    private static final Pattern STATUS = Pattern.compile("status: (\\d{3})\\b");
    private static final Pattern SERVER_CODE = Pattern.compile("\\bcode: \"([A-Za-z][A-Za-z0-9.]{2,60})\"");
    private static final int NO_STATUS = 0;

    private static final Set<String> NO_BUCKET = Set.of(
            "NoSuchBucket",
            "InvalidBucketName",
            "ContainerNotFound",
            "ContainerBeingDeleted",
            "ContainerDisabled",
            "InvalidResourceName");
    private static final Set<String> WRONG_CREDENTIALS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "RequestTimeTooSkewed",
            "InvalidSecurity",
            "AuthenticationFailed",
            "AuthorizationFailure",
            "InvalidAuthenticationInfo",
            "NoAuthenticationInformation");
    private static final Set<String> NO_SPACE = Set.of(
            "QuotaExceeded",
            "StorageQuotaExceeded",
            "InsufficientStorage",
            "InsufficientCapacity",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");

    /** What the text may hold, and what it means; the first that is found counts. */
    private static final List<List<String>> CONNECTION = List.of(
            List.of("region is missing", "the region is missing"),
            List.of("dns error", "there is no server of that name"),
            List.of("certificate", "its certificate is not trusted"),
            List.of("connection refused", "the connection was refused"),
            List.of("connection reset", "the connection was reset"),
            List.of("timed out", "the connection timed out"),
            List.of("message length", "the answer ended early"),
            List.of("end of file", "the answer ended early"),
            List.of("too little data", "the object ends earlier"));

    ObjectException exception() {
        Failure failure = failure();
        return new ObjectException(failure, detail());
    }

    private Failure failure() {
        String server = serverCode();
        if (NO_BUCKET.contains(server) || isBucketOfGoogle()) {
            return Failure.NO_BUCKET;
        }
        if (WRONG_CREDENTIALS.contains(server)) {
            return Failure.WRONG_CREDENTIALS;
        }
        if (NO_SPACE.contains(server)) {
            return Failure.NO_SPACE;
        }
        return switch (code) {
            case "NotFound" -> Failure.ABSENT;
            case "ConditionNotMatch", "AlreadyExists" -> Failure.TAKEN;
            case "RangeNotSatisfied" -> Failure.RANGE;
            default -> ofStatus();
        };
    }

    /** Google has no word of its own for it. */
    private boolean isBucketOfGoogle() {
        return code.equals("NotFound") && text.contains("bucket does not exist");
    }

    private Failure ofStatus() {
        return switch (status()) {
            case NO_STATUS -> ofConnection();
            case 401 -> Failure.WRONG_CREDENTIALS;
            case 403 -> Failure.FORBIDDEN;
            case 409 -> Failure.CONFLICT;
            case 412 -> Failure.TAKEN;
            case 416 -> Failure.RANGE;
            case 429, 503 -> Failure.OVERLOADED;
            case 507 -> Failure.NO_SPACE;
            default -> status() >= 500 ? Failure.BROKEN : ofCode();
        };
    }

    private Failure ofConnection() {
        if (text.contains("loading credential") || text.contains("no valid credential")) {
            return Failure.NO_CREDENTIALS;
        }
        if (text.contains("(Connect)")) {
            return Failure.UNREACHABLE;
        }
        if (text.contains("too little data")) {
            return Failure.RANGE;
        }
        return text.contains("(temporary)") ? Failure.BROKEN : ofCode();
    }

    private Failure ofCode() {
        return switch (code) {
            case "PermissionDenied" -> Failure.FORBIDDEN;
            case "RateLimited" -> Failure.OVERLOADED;
            case "ConfigInvalid", "Unsupported" -> Failure.INVALID;
            default -> Failure.OTHER;
        };
    }

    private String detail() {
        String server = serverCode();
        if (!server.isEmpty()) {
            return server;
        }
        return status() == NO_STATUS ? connection() : "status " + status();
    }

    private String connection() {
        String lower = text.toLowerCase(Locale.ROOT);
        return CONNECTION.stream()
                .filter(each -> lower.contains(each.get(0)))
                .map(each -> each.get(1))
                .findFirst()
                .orElse("the connection broke");
    }

    private String serverCode() {
        Matcher matcher = SERVER_CODE.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private int status() {
        Matcher matcher = STATUS.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : NO_STATUS;
    }
}

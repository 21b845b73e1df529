package io.cachetree.remote;

import io.cachetree.remote.object.Cloud;
import io.cachetree.store.StorePath;
import io.cachetree.tree.InvalidStepException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a tree on a cloud, which holds nothing secret: one that does is refused, and not repeated.
 *
 * @param cloud the kind of storage
 * @param bucket the bucket, or the container
 * @param account the account of Azure, if it is named
 * @param path the path of the root in the bucket, without slashes at its ends
 * @param options what the query says
 */
record RemoteUrl(Cloud cloud, String bucket, Optional<String> account, String path, Map<String, String> options) {

    /** The schemes that are known. */
    static final Set<String> SCHEMES = Set.of("s3", "gs", "az", "hdfs");

    /** The address of the server, where it is not that of the cloud itself. */
    static final String ENDPOINT = "endpoint";

    /** The region of S3. */
    static final String REGION = "region";

    /** Whether to ask without credentials. */
    static final String ANONYMOUS = "allow_anonymous";

    private static final Map<Cloud, Set<String>> KNOWN = Map.of(
            Cloud.S3, Set.of(ENDPOINT, REGION, ANONYMOUS),
            Cloud.GCS, Set.of(ENDPOINT, ANONYMOUS),
            Cloud.AZURE, Set.of(ENDPOINT),
            Cloud.HDFS, Set.of());

    private static final Pattern SECRET =
            Pattern.compile("secret|password|passwd|token|key|sig|credential|sas|auth", Pattern.CASE_INSENSITIVE);

    private static final Map<Cloud, String> FORMS = Map.of(
            Cloud.S3, "s3://bucket/path",
            Cloud.GCS, "gs://bucket/path",
            Cloud.AZURE, "az://container@account/path",
            Cloud.HDFS, "hdfs://namenode:8020/path");

    /** Returns the parts of a URL. */
    static RemoteUrl parse(URI url) {
        Cloud cloud = cloud(url);
        Refusal refusal = new Refusal(cloud);
        String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
        int at = authority.lastIndexOf('@');
        if (hasUser(cloud, authority) || url.getRawFragment() != null) {
            throw refusal.secret("it has more than a name and a path");
        }
        String bucket = at < 0 ? authority : authority.substring(0, at);
        if (bucket.isEmpty() || url.isOpaque()) {
            throw refusal.because("it names no %s".formatted(cloud.container()));
        }
        return new RemoteUrl(
                cloud,
                bucket,
                at < 0 ? Optional.empty() : Optional.of(authority.substring(at + 1)),
                path(url, refusal),
                options(url, cloud, refusal));
    }

    /** The secret itself may have a slash, so that the host seems to end within it. */
    private static boolean hasUser(Cloud cloud, String authority) {
        return switch (cloud) {
            case HDFS -> authority.contains("@");
            case AZURE -> authority.contains(":");
            case S3, GCS -> authority.contains("@") || authority.contains(":");
        };
    }

    private static Cloud cloud(URI url) {
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "s3" -> Cloud.S3;
            case "gs" -> Cloud.GCS;
            case "az" -> Cloud.AZURE;
            case "hdfs" -> Cloud.HDFS;
            default -> throw new IllegalArgumentException("no such scheme: " + url.getScheme());
        };
    }

    private static String path(URI url, Refusal refusal) {
        String path = Optional.ofNullable(url.getPath()).orElse("").replaceAll("^/+|/+$", "");
        try {
            return path.isEmpty() ? path : StorePath.require(path);
        } catch (IllegalArgumentException e) {
            throw refusal.because("its path has an empty name, \".\", \"..\" or a backslash");
        }
    }

    private static Map<String, String> options(URI url, Cloud cloud, Refusal refusal) {
        Map<String, String> options = new TreeMap<>();
        for (String each : Optional.ofNullable(url.getRawQuery()).orElse("").split("&", -1)) {
            String[] pair = each.split("=", 2);
            String name = decoded(pair[0]);
            if (name.isEmpty()) {
                continue;
            }
            requireKnown(name, cloud, refusal);
            options.put(name, pair.length < 2 ? "" : decoded(pair[1]));
        }
        requireNoSecret(options.getOrDefault(ENDPOINT, ""), refusal);
        return options;
    }

    private static void requireKnown(String name, Cloud cloud, Refusal refusal) {
        Set<String> known = KNOWN.getOrDefault(cloud, Set.of());
        if (!known.contains(name)) {
            throw SECRET.matcher(name).find()
                    ? refusal.secret("its query has \"%s\", which looks like a secret".formatted(printable(name)))
                    : refusal.unknown(printable(name), known);
        }
    }

    private static void requireNoSecret(String endpoint, Refusal refusal) {
        if (endpoint.contains("@") || endpoint.contains("?")) {
            throw refusal.secret("its endpoint has more than a scheme, a host and a port");
        }
    }

    /** Somebody may have forgotten what comes before the secret. */
    private static String printable(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_-]{0,30}") ? name : "...";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
    }

    boolean isAnonymous() {
        return option(ANONYMOUS).filter(value -> !value.equals("false")).isPresent();
    }

    /** Returns the address of a path below the root, as the cloud's tools have it. */
    URI address(String below) {
        String full = Stream.of(path, below).filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
        return uri(full, null);
    }

    /** Returns the URL with its options: it opens the same root. */
    URI location() {
        String query = options.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        return uri(path, query.isEmpty() ? null : query);
    }

    private URI uri(String fullPath, @Nullable String query) {
        try {
            return new URI(scheme(), authority(), "/" + fullPath, query, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address: " + fullPath, e);
        }
    }

    private String scheme() {
        return switch (cloud) {
            case S3 -> "s3";
            case GCS -> "gs";
            case AZURE -> "az";
            case HDFS -> "hdfs";
        };
    }

    private String authority() {
        return account.map(name -> bucket + "@" + name).orElse(bucket);
    }

    /** Returns the address of the root without options, for people. */
    @Override
    public String toString() {
        return path.isEmpty() ? scheme() + "://" + authority() : scheme() + "://" + authority() + "/" + path;
    }

    /**
     * What is wrong with a URL, which may hold a secret and so is not repeated.
     *
     * @param cloud the kind of storage
     */
    private record Refusal(Cloud cloud) {

        private String form() {
            return FORMS.getOrDefault(cloud, "");
        }

        InvalidStepException because(String reason) {
            return new InvalidStepException(
                    "Cannot open a cache tree at a URL of the form \"%s\": %s. Write it as \"%s\"."
                            .formatted(form(), reason, form()));
        }

        InvalidStepException secret(String reason) {
            return new InvalidStepException("""
                    Cannot open a cache tree at a URL of the form "%s": %s. Credentials never stand in the URL, which is \
                    written into logs: %s.""".formatted(form(), reason, Credentials.advice(cloud)));
        }

        InvalidStepException unknown(String name, Set<String> known) {
            return new InvalidStepException(
                    "Cannot open a cache tree at a URL of the form \"%s\": its query has \"%s\", which is not known. Known are %s."
                            .formatted(
                                    form(),
                                    name,
                                    known.stream()
                                            .sorted()
                                            .map("\"%s\""::formatted)
                                            .collect(Collectors.joining(", "))));
        }
    }
}

package io.cachetree.remote;

import io.cachetree.remote.machine.Environment;
import io.cachetree.remote.object.Cloud;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * From a URL and what this machine says to the settings of the client.
 *
 * <p>What is given in environment variables, and for S3 in the system properties of Amazon's Java client, is passed on; whatever
 * else there is, such as profiles and the identity of a virtual machine, the client finds itself.
 *
 * @param url where
 * @param environment what this machine says
 */
record Credentials(RemoteUrl url, Environment environment) {

    private static final Map<Cloud, String> ADVICE = Map.of(
            Cloud.S3,
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE for a profile of \"~/.aws\"",
            Cloud.GCS,
            "set GOOGLE_APPLICATION_CREDENTIALS to the path of the account's JSON file, or run \"gcloud auth application-default login\"",
            Cloud.AZURE,
            "set AZURE_STORAGE_KEY, AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_CONNECTION_STRING");

    /** Returns where credentials belong. */
    static String advice(Cloud cloud) {
        return ADVICE.getOrDefault(cloud, "");
    }

    /** Returns the name that the client has for the kind of storage. */
    String service() {
        return switch (url.cloud()) {
            case S3 -> "s3";
            case GCS -> "gcs";
            case AZURE -> "azblob";
        };
    }

    /** Returns the settings of the client. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("root", "/");
        switch (url.cloud()) {
            case S3 -> ofS3(settings);
            case GCS -> ofGoogle(settings);
            case AZURE -> ofAzure(settings);
        }
        return settings;
    }

    /** Returns the address of the server, if it is not the cloud's own. */
    Optional<String> endpoint() {
        return switch (url.cloud()) {
            case S3 ->
                url.option(RemoteUrl.ENDPOINT)
                        .or(() -> environment.variable("AWS_ENDPOINT_URL_S3"))
                        .or(() -> environment.variable("AWS_ENDPOINT_URL"));
            case GCS -> url.option(RemoteUrl.ENDPOINT);
            case AZURE -> url.option(RemoteUrl.ENDPOINT).or(() -> connection("BlobEndpoint"));
        };
    }

    private void ofS3(Map<String, String> settings) {
        settings.put("bucket", url.bucket());
        endpoint().ifPresent(endpoint -> settings.put("endpoint", endpoint));
        region().ifPresent(region -> settings.put("region", region));
        if (endpoint().isEmpty() && !url.bucket().contains(".")) {
            settings.put("enable_virtual_host_style", "true");
        }
        if (url.isAnonymous()) {
            settings.put("allow_anonymous", "true");
            settings.put("disable_config_load", "true");
            settings.put("disable_ec2_metadata", "true");
        } else {
            keyOfS3(settings);
        }
    }

    private Optional<String> region() {
        Optional<String> usual = endpoint().map(any -> "us-east-1");
        return url.option(RemoteUrl.REGION)
                .or(() -> environment.property("aws.region"))
                .or(() -> environment.variable("AWS_REGION"))
                .or(() -> environment.variable("AWS_DEFAULT_REGION"))
                .or(() -> usual);
    }

    private void keyOfS3(Map<String, String> settings) {
        Optional<String> id = of("aws.accessKeyId", "AWS_ACCESS_KEY_ID");
        Optional<String> secret = of("aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() && secret.isPresent()) {
            settings.put("access_key_id", id.get());
            settings.put("secret_access_key", secret.get());
            of("aws.sessionToken", "AWS_SESSION_TOKEN").ifPresent(token -> settings.put("session_token", token));
            settings.put("disable_config_load", "true");
        }
        if (environment
                .variable("AWS_EC2_METADATA_DISABLED")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            settings.put("disable_ec2_metadata", "true");
        }
    }

    private Optional<String> of(String property, String variable) {
        return environment.property(property).or(() -> environment.variable(variable));
    }

    private void ofGoogle(Map<String, String> settings) {
        settings.put("bucket", url.bucket());
        endpoint().ifPresent(endpoint -> settings.put("endpoint", endpoint));
        if (url.isAnonymous()) {
            settings.put("allow_anonymous", "true");
            settings.put("disable_vm_metadata", "true");
            settings.put("disable_config_load", "true");
        } else {
            environment
                    .variable("GOOGLE_APPLICATION_CREDENTIALS")
                    .ifPresent(file -> settings.put("credential_path", file));
        }
    }

    private void ofAzure(Map<String, String> settings) {
        settings.put("container", url.bucket());
        account().ifPresent(account -> settings.put("account_name", account));
        endpoint()
                .or(() -> account().map("https://%s.blob.core.windows.net"::formatted))
                .ifPresent(endpoint -> settings.put("endpoint", endpoint));
        environment
                .variable("AZURE_STORAGE_KEY")
                .or(() -> connection("AccountKey"))
                .ifPresent(key -> settings.put("account_key", key));
        environment
                .variable("AZURE_STORAGE_SAS_TOKEN")
                .or(() -> connection("SharedAccessSignature"))
                .map(token -> token.startsWith("?") ? token.substring(1) : token)
                .ifPresent(token -> settings.put("sas_token", token));
    }

    private Optional<String> account() {
        return url.account()
                .or(() -> environment.variable("AZURE_STORAGE_ACCOUNT"))
                .or(() -> connection("AccountName"));
    }

    /** Another account's keys are of no use, and would be sent to the wrong place. */
    private Optional<String> connection(String name) {
        Map<String, String> parts = new HashMap<>();
        for (String part : environment
                .variable("AZURE_STORAGE_CONNECTION_STRING")
                .orElse("")
                .split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        String account = parts.getOrDefault("accountname", "");
        boolean isOther = url.account().filter(other -> !other.equals(account)).isPresent();
        return isOther ? Optional.empty() : Optional.ofNullable(parts.get(name.toLowerCase(Locale.ROOT)));
    }
}

package io.cachetree.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.remote.machine.Environment;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the client is told of what this machine says. */
class CredentialsTest {

    @Test
    void variablesOfAmazonArePassedOn() {
        assertThat(settings(
                        "s3://lab/runs",
                        Map.of(
                                "AWS_ACCESS_KEY_ID", "id",
                                "AWS_SECRET_ACCESS_KEY", "secret",
                                "AWS_SESSION_TOKEN", "token",
                                "AWS_REGION", "eu-central-1")))
                .containsEntry("access_key_id", "id")
                .containsEntry("secret_access_key", "secret")
                .containsEntry("session_token", "token")
                .containsEntry("region", "eu-central-1")
                .containsEntry("enable_virtual_host_style", "true");
    }

    @Test
    void withoutVariablesTheClientLooksItself() {
        assertThat(settings("s3://lab/runs", Map.of())).containsOnlyKeys("root", "bucket", "enable_virtual_host_style");
    }

    @Test
    void urlComesBeforeVariables() {
        assertThat(settings(
                        "s3://lab/runs?endpoint=http://127.0.0.1:9000&region=here",
                        Map.of("AWS_ENDPOINT_URL", "http://elsewhere", "AWS_REGION", "there")))
                .containsEntry("endpoint", "http://127.0.0.1:9000")
                .containsEntry("region", "here")
                .doesNotContainKey("enable_virtual_host_style");
    }

    @Test
    void otherServersThanAmazonsNeedNoRegion() {
        assertThat(settings("s3://lab/runs", Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000")))
                .containsEntry("region", "us-east-1");
    }

    @Test
    void anonymousAsksForNoCredentials() {
        assertThat(settings(
                        "s3://lab/runs?allow_anonymous=true",
                        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "s")))
                .containsEntry("allow_anonymous", "true")
                .doesNotContainKey("secret_access_key");
        assertThat(settings("gs://lab/runs?allow_anonymous=true", Map.of("GOOGLE_APPLICATION_CREDENTIALS", "file")))
                .containsEntry("disable_vm_metadata", "true")
                .doesNotContainKey("credential_path");
        assertThat(settings("gs://lab/runs?allow_anonymous=false", Map.of("GOOGLE_APPLICATION_CREDENTIALS", "file")))
                .containsEntry("credential_path", "file");
    }

    @Test
    void azureTakesVariablesOrAConnectionString() {
        String connection =
                "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=a2V5==;BlobEndpoint=http://127.0.0.1:1/account";
        assertThat(settings("az://images@account/runs", Map.of("AZURE_STORAGE_KEY", "key")))
                .containsEntry("account_key", "key")
                .containsEntry("endpoint", "https://account.blob.core.windows.net");
        assertThat(settings("az://images/runs", Map.of("AZURE_STORAGE_CONNECTION_STRING", connection)))
                .containsEntry("account_name", "account")
                .containsEntry("account_key", "a2V5==")
                .containsEntry("endpoint", "http://127.0.0.1:1/account");
        assertThat(settings("az://images@another/runs", Map.of("AZURE_STORAGE_CONNECTION_STRING", connection)))
                .as("of another account")
                .doesNotContainKey("account_key");
        assertThat(settings("az://images@account/runs", Map.of("AZURE_STORAGE_SAS_TOKEN", "?sv=1&sig=2")))
                .containsEntry("sas_token", "sv=1&sig=2");
    }

    private static Map<String, String> settings(String url, Map<String, String> variables) {
        return new Credentials(RemoteUrl.parse(URI.create(url)), Environment.of(variables)).settings();
    }
}

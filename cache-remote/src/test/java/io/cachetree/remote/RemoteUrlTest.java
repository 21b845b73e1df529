package io.cachetree.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.store.Store;
import io.cachetree.tree.InvalidStepException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs open a tree, and that none of them can hold a secret. */
class RemoteUrlTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({
        "s3://lab/runs/mouse-12, S3, lab, , runs/mouse-12",
        "s3://lab, S3, lab, , ''",
        "S3://lab/, S3, lab, , ''",
        "s3://lab_with_underscores/a%20b/c, S3, lab_with_underscores, , a b/c",
        "gs://lab/runs/, GCS, lab, , runs",
        "az://images@account/runs, AZURE, images, account, runs",
        "az://images/runs, AZURE, images, , runs"
    })
    void urlHasABucketAndAPath(String url, String cloud, String bucket, String account, String path) {
        RemoteUrl parsed = RemoteUrl.parse(URI.create(url));

        assertThat(parsed.cloud()).hasToString(cloud);
        assertThat(parsed.bucket()).isEqualTo(bucket);
        assertThat(parsed.account().orElse(null)).isEqualTo(account);
        assertThat(parsed.path()).isEqualTo(path);
    }

    @Test
    void locationOpensTheSameRootAndAddressesAreThoseOfTheCloud() {
        String url = "s3://lab/a%20b?endpoint=http://127.0.0.1:9000&region=eu-central-1";
        RemoteUrl parsed = RemoteUrl.parse(URI.create(url));

        assertThat(parsed.location()).isEqualTo(URI.create(url));
        assertThat(RemoteUrl.parse(parsed.location())).isEqualTo(parsed);
        assertThat(parsed.address("measure/abc-x7q2")).isEqualTo(URI.create("s3://lab/a%20b/measure/abc-x7q2"));
        assertThat(parsed).hasToString("s3://lab/a b");
    }

    @Test
    void storeIsFoundByItsScheme() {
        try (Store store = Store.at("s3://lab/runs?region=eu-central-1&allow_anonymous=true")) {
            assertThat(store).hasToString("s3://lab/runs");
            assertThat(store.location())
                    .isEqualTo(URI.create("s3://lab/runs?allow_anonymous=true&region=eu-central-1"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://AKIA:canary@lab/runs",
                "s3://canary@lab/runs",
                "s3://AKIA:cana/ry-canary@lab/runs",
                "s3://AKIA:canary",
                "az://images:canary",
                "gs://canary@lab/runs",
                "az://images:canary@account/runs",
                "s3://lab/runs?secret_access_key=canary",
                "s3://lab/runs?X-Amz-Signature=canary",
                "s3://lab/runs?endpoint=http://canary:x@127.0.0.1:9000",
                "s3://lab/runs?endpoint=http://127.0.0.1:9000%3Fsig=canary",
                "az://images@account/runs?sv=2021&sig=canary",
                "az://images@account/runs?sas=canary",
                "s3://lab/runs#canary",
                "s3://lab/runs?password=x%26canary"
            })
    void urlThatMayHoldASecretIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> Stores.open(url, Map.of(), temp))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith(
                        "Cannot open a cache tree at a URL of the form \"%s://".formatted(url.substring(0, 2)))
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void refusalSaysWhereCredentialsBelong() {
        assertThatThrownBy(() -> Stores.open("az://images@account/runs?sig=canary", Map.of(), temp))
                .hasMessage("""
                        Cannot open a cache tree at a URL of the form "az://container@account/path": its query has "sig", which looks like \
                        a secret. Credentials never stand in the URL, which is written into logs: set AZURE_STORAGE_KEY, \
                        AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_CONNECTION_STRING.""");
    }

    @Test
    void optionThatIsNotKnownIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> Stores.open("s3://lab/runs?regoin=x", Map.of(), temp))
                .hasMessage("""
                        Cannot open a cache tree at a URL of the form "s3://bucket/path": its query has "regoin", which is not known. \
                        Known are "allow_anonymous", "endpoint", "region".""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:///runs",
                "s3:lab",
                "s3://lab/a//b",
                "s3://lab/a/../b",
                "s3://lab/%2e%2e/b",
                "az://@account/runs"
            })
    void urlWithoutABucketOrWithAPathThatLeadsElsewhereIsRefused(String url) {
        assertThatThrownBy(() -> Stores.open(url, Map.of(), temp))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("Write it as \"");
    }
}

package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.viewer.data.PageFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the files of the page must and must not have; no browser is needed to see it. */
class PageSourcesTest {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern MAPPED = Pattern.compile("\"\\./page/([^\"]+)\"");
    private static final Pattern NEVER =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|style=\"");

    private static String read(String name) {
        return new String(PageFiles.read(name).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String importMap() {
        return IMPORT_MAP
                .matcher(read(PageFiles.INDEX))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @Test
    void thePolicyLetsTheImportMapInAndNoOtherScriptInThePage() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(importMap().getBytes(StandardCharsets.UTF_8));
        assertThat(PageFiles.policy())
                .contains("script-src 'self' 'sha256-%s' 'wasm-unsafe-eval';"
                        .formatted(Base64.getEncoder().encodeToString(digest)))
                .startsWith("default-src 'none'; ")
                .doesNotContain("'unsafe-inline'", "'unsafe-eval'", "http:", "https:");
    }

    @Test
    void whatTheImportMapNamesIsInTheJarWithItsLicence() {
        Browser.assumeImagesCanBeRead();
        List<String> files =
                MAPPED.matcher(importMap()).results().map(each -> each.group(1)).toList();
        assertThat(files)
                .hasSize(5)
                .allSatisfy(each -> assertThat(PageFiles.names()).contains(each));
        assertThat(PageFiles.names())
                .contains("vendor/zarrita/LICENSE", "vendor/zarrita-storage/LICENSE", "vendor/numcodecs/LICENSE");
    }

    @Test
    void dataNeverBecomesMarkupOrCode() {
        List<String> own = PageFiles.names().stream()
                .filter(each -> !each.startsWith("vendor/") && each.matches(".*\\.(js|html)"))
                .toList();
        assertThat(own)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        each -> assertThat(NEVER.matcher(read(each)).results().map(MatchResult::group))
                                .isEmpty());
    }
}

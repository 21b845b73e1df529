package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.CacheTreeCommand;
import io.cachetree.cli.place.Place;
import io.cachetree.remote.server.S3Server;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The commands on a tree that the example left in a bucket. */
@Tag("once")
class CommandsOnS3Test {

    private static final String PATH = "commands/" + UUID.randomUUID();

    @TempDir
    private static Path temp;

    private static String query = "";

    @BeforeAll
    static void run() throws Exception {
        String url = S3Server.running().url(PATH);
        query = url.substring(url.indexOf('?'));
        new Example(temp).on(url, S3Server.CREDENTIALS, 1).runToTheEnd();
        Account.use(temp.resolve("machine2"));
    }

    @AfterAll
    static void leave() {
        Account.leave();
    }

    /** Returns the URL of a node. */
    private static String at(String node) {
        return "s3://%s/%s%s%s".formatted(S3Server.BUCKET, PATH, node.isEmpty() ? "" : "/" + node, query);
    }

    private static String answer(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = CacheTreeCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        assertThat(command.execute(arguments)).as(err.toString()).isZero();
        assertThat(out + err.toString()).doesNotContain(S3Server.SECRET);
        return out.toString();
    }

    @Test
    void treeIsListedCheckedAndMeasured() {
        assertThat(answer("ls", at(""))).contains("report", "region-north-east", "distances", "15 nodes: 15 committed");
        assertThat(answer("verify", at(""))).contains("all is as it was committed");
        assertThat(answer("du", at("report"))).contains("smooth", "region-south-east", "kB");
    }

    @Test
    void entriesAreShown() {
        assertThat(answer("show", at("report/split")))
                .contains(
                        "NucleiPipeline.split", "nuclei.ome.zarr/", "s3://" + S3Server.BUCKET + "/" + PATH + "/report");
        assertThat(answer("why", at("rep/sp"))).contains("never ran");
        assertThat(answer("log", at("report/label"))).contains("components");
    }

    @Test
    void treeIsCopiedFromTheBucketAndIntoIt() {
        Path copy = temp.resolve("copy");
        assertThat(answer("cp", at("report/measure"), copy.toString())).contains("1 entry");
        assertThat(answer("verify", copy.toString())).contains("all is as it was committed");
        String other = at("").replace(PATH, PATH + "-copy");
        assertThat(answer("cp", copy.toString(), other)).contains("1 entry");
        assertThat(answer("verify", other)).contains("all is as it was committed");
    }

    @Test
    void reportHasTheFilesOfTheTree() throws Exception {
        Path report = temp.resolve("report");
        assertThat(answer("report", at(""), "-o", report.toString())).contains("15 nodes, 15 entries");

        Path measured = report.resolve("files/report/measure");
        try (Stream<Path> files = Files.walk(measured)) {
            Path table =
                    files.filter(file -> file.endsWith("nuclei.csv")).findAny().orElseThrow();
            assertThat(table).content().startsWith("label,z,y,x,volume");
        }
        assertThat(report.resolve("data/timeline.json")).content().contains("report/split");
        assertThat(report.resolve("index.html")).exists();
    }

    @Test
    void viewerShowsTheTreeAndItsFiles() throws Exception {
        Place place = Place.ofNode(at(""), Path.of(""));
        try (Viewer viewer = Viewer.open(place, ViewerOptions.STANDARD)) {
            String home = viewer.url().substring(0, viewer.url().indexOf('#'));
            String token = viewer.url().substring(viewer.url().indexOf('=') + 1);
            HttpResponse<String> session = get(home + "session", "Authorization", "Bearer " + token);
            String cookie =
                    session.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            assertThat(get(home + "data/tree.json", "Cookie", cookie).body()).contains("\"report/split\"");
            String entries = get(home + "data/nodes/report/measure/@entries.json", "Cookie", cookie)
                    .body();
            String files = entries.replaceAll("(?s).*\"(files/report/measure/[^\"]*)\".*", "$1");
            HttpResponse<String> table = get(home + files + "nuclei.csv", "Cookie", cookie);
            assertThat(table.statusCode()).as(files).isEqualTo(200);
            assertThat(table.body()).startsWith("label,z,y,x,volume");
        }
    }

    private static HttpResponse<String> get(String url, String header, String value) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header(header, value).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}

package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.data.PageFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, which reaches nothing but this machine. Tests that need it are skipped where it is missing. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** A build that could not reach npm lacks what reads images in the page. */
    public static void assumeImagesCanBeRead() {
        assumeTrue(
                PageFiles.names().contains("vendor/zarrita/LICENSE"),
                "This test needs what the page takes from npm: build again with a connection to registry.npmjs.org");
    }

    public static Browser started() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "This test needs %s and %s: src/test/browser/install.sh installs them".formatted(CHROMIUM, DRIVER));
        assumeImagesCanBeRead();
        try {
            return new Browser(driver());
        } catch (WebDriverException failed) {
            // The port is looked for first and bound later: somebody else may have taken it in between.
            return new Browser(driver());
        }
    }

    private static ChromeDriver driver() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--window-size=1280,900",
                "--force-device-scale-factor=1",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withLogFile(new File("/dev/null"))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(2));
        return driver;
    }

    /** Opens the page, as the link that the command prints does. */
    public void open(Viewer viewer) {
        open(viewer.url());
    }

    public void open(String url) {
        driver.get("about:blank");
        driver.get(url);
        await("return document.querySelector('[role=treeitem]') !== null");
    }

    /** Goes to another place in the page. */
    public void go(String hash) {
        run("location.hash = arguments[0]", hash);
    }

    public void back() {
        driver.navigate().back();
    }

    /** Shows the page as large as this; if both are 0, as large as the window. */
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    public String text(String selector) {
        return String.valueOf(run("return document.querySelector(arguments[0])?.textContent", selector));
    }

    public List<String> texts(String selector) {
        Object texts =
                run("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector);
        return ((List<?>) texts).stream().map(String::valueOf).toList();
    }

    public long count(String selector) {
        return ((Number) run("return document.querySelectorAll(arguments[0]).length", selector)).longValue();
    }

    public void click(String selector) {
        await("return document.querySelector(arguments[0])", selector);
        run("document.querySelector(arguments[0]).click()", selector);
    }

    /** Chooses what has this text in a select, or sets the value of an input. */
    public void choose(String selector, String text) {
        await("return document.querySelector(arguments[0])", selector);
        run("""
                const field = document.querySelector(arguments[0]);
                field.value = field.options ? [...field.options].find((one) => one.text.includes(arguments[1])).value : arguments[1];
                for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
                """, selector, text);
    }

    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    public void pressOften(Keys key, int times) {
        press(key.toString().repeat(times));
    }

    /** Waits until a script returns something that is true. */
    public void await(String script, Object... arguments) {
        Object answer = driver.executeAsyncScript("""
                const [script, given, patience, done] = arguments;
                const from = performance.now();
                const test = new Function(script);
                const look = () => {
                  const answer = test.apply(null, given);
                  if (answer || performance.now() - from > patience) done(Boolean(answer));
                  else setTimeout(look, 15);
                };
                look();
                """, script, List.of(arguments), PATIENCE.toMillis());
        assertThat(answer)
                .as(
                        "%s %s; the page says: %s",
                        script, List.of(arguments), run("return document.querySelector('#right').innerText"))
                .isEqualTo(true);
    }

    public void awaitText(String selector, String part) {
        await("return document.querySelector(arguments[0])?.textContent.includes(arguments[1])", selector, part);
    }

    /** Waits until all images in sight have been loaded and drawn. */
    public void awaitImages(int howMany) {
        await("""
                const figures = [...document.querySelectorAll("figure.image")];
                return figures.length === arguments[0] && figures.every((one) => one.dataset.complete === "true");
                """, howMany);
    }

    /** The colour in the middle of a voxel of an image of {@link Spheres}, as red, green and blue. */
    List<Integer> pixel(int canvas, double column, double row) {
        return pixel(canvas, 80, 0.5, column, row);
    }

    /** The same in an image whose voxels have no size. */
    List<Integer> pixelOf(int width, double column, double row) {
        return pixel(0, width, 1, column, row);
    }

    /**
     * The colour in the middle of a voxel of any image that is shown as a whole, as red, green and blue.
     *
     * @param canvas which of the images that are shown
     * @param width the longer side of the plane, in micrometres
     * @param voxel the side of a voxel, in micrometres
     */
    public List<Integer> pixel(int canvas, double width, double voxel, double column, double row) {
        Object answer = run("""
                const [at, extent, voxel, column, row] = arguments;
                const canvas = document.querySelectorAll(".stage canvas")[at];
                const { width, height } = canvas;
                const zoom = Math.min(width, height) * 0.98 / extent;
                const place = (index) => (index + 0.5) * voxel - extent / 2;
                return [...canvas.getContext("2d").getImageData(place(column) * zoom + width / 2, place(row) * zoom + height / 2, 1, 1).data].slice(0, 3);
                """, canvas, width, voxel, column, row);
        return ((List<?>) answer)
                .stream().map(each -> ((Number) each).intValue()).toList();
    }

    /** Moves the mouse over a voxel of the first image. */
    void pointAt(double column, double row) {
        run("""
                const canvas = document.querySelector(".stage canvas");
                const box = canvas.getBoundingClientRect();
                const zoom = Math.min(box.width, box.height) * 0.98 / 80;
                const place = (index) => ((index + 0.5) * 0.5 - 40) * zoom;
                const at = { clientX: box.left + box.width / 2 + place(arguments[0]), clientY: box.top + box.height / 2 + place(arguments[1]) };
                canvas.dispatchEvent(new PointerEvent("pointermove", at));
                """, column, row);
    }

    /** Drags what a selector finds. */
    public void drag(String selector, int right, int down) {
        new Actions(driver)
                .dragAndDropBy(driver.findElement(By.cssSelector(selector)), right, down)
                .perform();
    }

    /** Keeps what the page looks like for people to look at. */
    public void shoot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing was refused by the page's policy, and no script failed; that a chunk or a kind of metadata is absent is no fault. */
    public void assertNoComplaint() {
        assertNoComplaintBut("404 (Not Found)");
    }

    /** The same where what is absent has another answer. */
    public void assertNoComplaintBut(String absent) {
        List<String> complaints = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
        assertThat(complaints).filteredOn(each -> !each.contains(absent)).isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}

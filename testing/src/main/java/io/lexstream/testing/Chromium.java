package io.lexstream.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The browser that is installed on this machine; none is ever downloaded. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of(
          "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe");
  private static final String ON_A_MAC =
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

  private static final String MISSING =
      "Chromium is missing, so the dashboard's browser tests do not run: install it"
          + " ('apt-get install chromium fonts-noto-cjk' on Debian), or set LEXSTREAM_CHROMIUM to its"
          + " executable";

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it without a window; aborts the tests, and says why, where there is none. */
  public static Chromium start() {
    var executable = find();
    if (executable.isEmpty()) {
      System.err.println(MISSING);
      throw new TestAbortedException(MISSING);
    }
    var environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    // Containers run as root and have little shared memory.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
  }

  public Browser browser() {
    return browser;
  }

  private static Optional<Path> find() {
    var named = System.getenv("LEXSTREAM_CHROMIUM");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))),
            Stream.of(Path.of(ON_A_MAC)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

package io.lexstream.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The Chromium that is installed on this machine. Playwright downloads no browser. */
public final class Chromium implements AutoCloseable {

  private static final Path DEFAULT = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts Chromium without a window; throws {@link IllegalStateException} if it is missing. */
  public static Chromium start() {
    var executable = executable();
    var environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    // Containers run as root and have little shared memory.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
  }

  public Browser browser() {
    return browser;
  }

  private static Path executable() {
    var path =
        Optional.ofNullable(System.getenv("LEXSTREAM_CHROMIUM")).map(Path::of).orElse(DEFAULT);
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(
          path
              + " does not exist: run 'apt-get install chromium fonts-noto-cjk' or set"
              + " LEXSTREAM_CHROMIUM to the executable");
    }
    return path;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

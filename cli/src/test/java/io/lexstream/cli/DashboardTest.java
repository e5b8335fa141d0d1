package io.lexstream.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.lexstream.testing.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard on the whole platform: broker, registry, Flink, the default models. */
@Tag("browser")
final class DashboardTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final String ENGLISH = "🙂 Tim Cook opened a wonderful new store in Berlin.";
  private static final String HEBREW = "שלום לכולם, אנחנו הולכים היום לחוף הים עם כל המשפחה";

  @TempDir Path folder;

  @Test
  void aTypedTextGetsAResultAndAnUnsupportedLanguageWaitsForAVerdict() throws Exception {
    try (var chromium = Chromium.start();
        var platform = UpProcess.startWithDefaultModels(folder)) {
      // Given
      PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT.toMillis());
      var errors = new ArrayList<String>();
      var page = open(chromium, platform.dashboard(), errors);

      // When
      type(page, ENGLISH);

      // Then
      var result = page.locator("#try-result .result");
      assertThat(result.locator(".text")).containsText("Tim CookPER");
      assertThat(result.locator("mark.loc")).hasText("BerlinLOC");
      assertThat(result.locator("meter")).hasCount(5);
      assertThat(result.locator(".models")).containsText("lexstream-en");
      assertThat(result.locator(".chip.decision")).hasText("allow");
      assertThat(inFeed(page, "wonderful").locator("mark.per")).hasText("Tim CookPER");

      // When
      type(page, HEBREW);
      assertThat(page.locator("#waiting")).hasText("1");
      page.locator("#review-list .item").focus();
      page.keyboard().press("a");

      // Then
      assertThat(page.locator("#waiting")).hasText("0");
      assertThat(page.locator("#origin")).containsText("2 results, 2 decisions");
      assertThat(errors).isEmpty();
    }
  }

  private static Page open(Chromium chromium, String url, List<String> errors) {
    var page = chromium.browser().newPage();
    page.setDefaultTimeout(TIMEOUT.toMillis());
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.navigate(url);
    assertThat(page.locator("#status-text")).hasText("live");
    return page;
  }

  private static void type(Page page, String text) {
    page.locator("#try-text").fill(text);
    page.keyboard().press("Control+Enter");
  }

  private static Locator inFeed(Page page, String text) {
    return page.locator("#feed-list .item").filter(new Locator.FilterOptions().setHasText(text));
  }
}

package io.lexstream.streamsapp.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lexstream.streamsapp.StreamsServer;
import io.lexstream.streamsapp.testing.StandInEnrichment;
import io.lexstream.streamsapp.testing.TestPlatform;
import io.lexstream.testing.Chromium;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard in a real browser, with a real API that requires a token. */
@Tag("browser")
class PageTest {

  private static final String TOKEN = "a-token-for-tests";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static TestPlatform platform;
  private static StreamsServer server;
  private static StandInEnrichment enrichment;

  private final List<String> errors = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    platform = TestPlatform.start(folder.resolve("broker"));
    server =
        StreamsServer.start(
            TestPlatform.settings(
                platform.bootstrapServers(),
                folder.resolve("state"),
                Map.of("http.token", TOKEN, "streams.standby-replicas", "0")));
    enrichment = StandInEnrichment.start(platform);
    await().atMost(PATIENCE).until(() -> server.health().isReady());
    submit("Tim Cook opened the Apple store in Berlin. It is bad weather. 🙂");
    submit("王伟说上海的菜很好吃。下次再来。");
    submit("What an idiot, so bad.");
    submit(StandInEnrichment.DEADLY + " for all");
    submit("Vi " + StandInEnrichment.FOREIGN + " andare");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      enrichment.close();
      platform.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void close() {
    contexts.forEach(BrowserContext::close);
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void rendersWithoutErrorsInBothThemesAndWidths(int width, ColorScheme theme) {
    // When
    var page = open(width, theme);

    // Then
    assertThat(page.locator("#feed-list .item").first()).isVisible();
    assertThat(page.locator("#review-list .item").first()).isVisible();
    assertThat(page.locator("#dead-letter-list .item").first()).isVisible();
    assertThat(page.locator("#entity-list meter").first()).isVisible();
    assertThat(page.locator(".chart canvas")).hasCount(3);
    assertThat(page.locator("html"))
        .hasAttribute("data-theme", theme.name().toLowerCase(Locale.ROOT));
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    assertThat(errors).isEmpty();
  }

  @Test
  void aTextSubmittedByKeyboardAppearsWithItsResultInTheFeed() {
    // Given
    var page = open();
    var mark = UUID.randomUUID().toString();

    // When
    tabTo(page, "#try-text");
    page.keyboard().insertText("🙂🙂 Tim Cook went to Berlin with " + mark);
    page.keyboard().press("Control+Enter");

    // Then
    var result = page.locator("#try-result .result");
    assertThat(result).containsText(mark);
    assertThat(result.locator("mark.per")).hasText("Tim CookPER");
    assertThat(result.locator("mark.loc")).hasText("BerlinLOC");
    assertThat(result.locator("meter")).hasCount(5);
    assertThat(result.locator(".chip.decision")).hasText("allow");
    assertThat(shownInFeed(page, mark)).hasCount(1);
    assertThat(shownInFeed(page, mark).locator(".chip.decision")).hasText("allow");
    assertThat(errors).isEmpty();
  }

  @Test
  void aKeyAllowsADocumentAndTheCountChanges() throws Exception {
    // Given
    var id = submit("Vi " + StandInEnrichment.FOREIGN + " a casa");
    await().atMost(PATIENCE).until(() -> isWaiting(id));
    var page = open();
    int before = waiting();
    assertThat(page.locator("#waiting")).hasText(Integer.toString(before));

    // When
    tabTo(page, "#review-list .item");
    for (int i = 0; i < 20 && !id.equals(focused(page)); i++) {
      page.keyboard().press("ArrowDown");
    }
    assertThat(focused(page)).isEqualTo(id);
    page.keyboard().press("a");

    // Then
    assertThat(page.locator("#waiting")).hasText(Integer.toString(before - 1));
    assertThat(page.locator("#review-list [data-id='" + id + "']")).hasCount(0);
    assertThat(page.locator("#announcement")).hasText("Document allowed.");
    assertThat(waiting()).isEqualTo(before - 1);
    assertThat(known(id).path("moderation").path("verdict").path("verdict").asText())
        .isEqualTo("allow");
    assertThat(errors).isEmpty();
  }

  @Test
  void aHeldKeyGivesOneVerdict() throws Exception {
    // Given
    var one = submit("Vi " + StandInEnrichment.FOREIGN + " a scuola");
    var other = submit("Vi " + StandInEnrichment.FOREIGN + " al mare");
    await().atMost(PATIENCE).until(() -> isWaiting(one) && isWaiting(other));
    var page = open();
    tabTo(page, "#review-list .item");
    var first = focused(page);
    page.keyboard().press("ArrowDown");
    var next = focused(page);
    page.keyboard().press("ArrowUp");

    // When
    for (int i = 0; i < 3; i++) {
      page.keyboard().down("a"); // all but the first are repeats, as of a held key
    }
    page.keyboard().up("a");

    // Then
    assertThat(page.locator("#announcement")).hasText("Document allowed.");
    assertThat(page.locator("#review-list [data-id='" + first + "']")).hasCount(0);
    assertThat(page.locator("#review-list [data-id='" + next + "']")).hasCount(1);
    assertThat(isWaiting(next)).isTrue();
    assertThat(errors).isEmpty();
  }

  @Test
  void scriptsInTextsAreShownAsText() throws Exception {
    // Given
    var page = open();
    var script = "<img src=x onerror=alert(1)><script>alert(2)</script> " + UUID.randomUUID();

    // When
    page.locator("#try-text").fill(script);
    page.locator("#try-form button[type=submit]").click();

    // Then
    assertThat(page.locator("#try-result .text")).hasText(script);
    assertThat(shownInFeed(page, script).locator(".text")).hasText(script);
    assertThat(page.locator("main img, main script")).hasCount(0);
    assertThat(errors).isEmpty();
  }

  @Test
  void aReplayedDeadLetterShowsTheOutcome() throws Exception {
    // Given
    var mark = StandInEnrichment.DEADLY + " " + UUID.randomUUID();
    submit(mark);
    var page = open();
    var letters = page.locator("#dead-letter-list .item").filter(withText(mark));
    assertThat(letters).hasCount(1);
    assertThat(letters).containsText("inference-failed");

    // When
    letters.locator("button").focus();
    page.keyboard().press("Enter");

    // Then
    assertThat(letters).hasCount(2);
    assertThat(letters.last()).containsText("replayed: failed again");
    assertThat(letters.first().locator("button")).hasText("Replay");
    assertThat(errors).isEmpty();
  }

  @Test
  void tilesShowTheNumbersOfTheApi() throws Exception {
    // Given
    var page = open();
    submit("One more fine day.");

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              long documents = 0;
              long toxic = 0;
              for (var insight : json("/v1/insights").path("insights")) {
                documents += insight.path("documents").asLong();
                toxic += insight.path("toxic").asLong();
              }
              assertThat(page.locator("#documents").textContent()).isEqualTo("" + documents);
              assertThat(page.locator("#toxic-note").textContent())
                  .startsWith(toxic + " of " + documents + " ");
              var totals = json("/v1/stats").path("totals");
              assertThat(page.locator("#origin").textContent())
                  .contains(totals.path("enriched").asLong() + " results");
            });
  }

  @Test
  void theTokenIsRequestedOnceAndAgainAfterAWrongOne() {
    // Given
    var context = context(1280, ColorScheme.LIGHT);
    var page = context.newPage();
    page.navigate(address("/"));
    assertThat(page.locator("#token")).isVisible();

    // When
    page.keyboard().insertText("not-the-right-token");
    page.keyboard().press("Enter");
    assertThat(page.locator("#token-note")).hasText("The API rejected this token.");
    page.locator("#token-text").fill(TOKEN);
    page.keyboard().press("Enter");

    // Then
    assertThat(page.locator("#status-text")).hasText("live");
    assertThat(page.locator("#feed-list .item").first()).isVisible();
    page.reload();
    assertThat(page.locator("#status-text")).hasText("live");
    assertThat(page.locator("#token")).isHidden();
  }

  @Test
  void theTokenDialogStaysOpenUntilAValidTokenIsEntered() {
    // Given
    var page = context(1280, ColorScheme.LIGHT).newPage();
    page.navigate(address("/"));
    assertThat(page.locator("#token")).isVisible();

    // When
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    page.locator("#token-text").fill("ein-schlüssel-mit-ü-王");
    page.keyboard().press("Enter");

    // Then
    assertThat(page.locator("#token")).isVisible();
    assertThat((boolean) page.evaluate("document.querySelector('#token-text').validity.valid"))
        .isFalse();
    page.locator("#token-text").fill(" " + TOKEN + " ");
    page.keyboard().press("Enter");
    assertThat(page.locator("#status-text")).hasText("live");
  }

  @Test
  void theChosenThemeSurvivesAReload() {
    // Given
    var page = open();

    // When
    page.locator("#theme").focus();
    page.keyboard().press("Enter");
    page.reload();

    // Then
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    assertThat(page.locator("#theme")).hasAttribute("aria-label", "Switch to light theme");
  }

  private Page open() {
    return open(1280, ColorScheme.LIGHT);
  }

  private Page open(int width, ColorScheme theme) {
    var context = context(width, theme);
    context.addInitScript("sessionStorage.setItem('lexstream-token', '" + TOKEN + "')");
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    page.onDialog(
        dialog -> {
          errors.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.navigate(address("/"));
    assertThat(page.locator("#status-text")).hasText("live");
    return page;
  }

  private BrowserContext context(int width, ColorScheme theme) {
    var context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(theme));
    context.setDefaultTimeout(PATIENCE.toMillis());
    contexts.add(context);
    return context;
  }

  /** Presses Tab until {@code selector} has the focus. */
  private static void tabTo(Page page, String selector) {
    assertThat(page.locator(selector).first()).isVisible();
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        return;
      }
    }
    throw new AssertionError(selector + " cannot be reached by keyboard");
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.dataset.id");
  }

  private static Locator shownInFeed(Page page, String text) {
    return page.locator("#feed-list .item").filter(withText(text));
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static boolean isWaiting(String id) throws Exception {
    return json("/v1/reviews?limit=500").path("reviews").findValuesAsText("id").contains(id);
  }

  private static int waiting() throws Exception {
    return json("/v1/reviews").path("waiting").asInt();
  }

  private static JsonNode known(String id) throws Exception {
    return json("/v1/documents/" + id);
  }

  private static JsonNode json(String path) throws Exception {
    return JSON.readTree(HTTP.send(request(path).build(), BodyHandlers.ofByteArray()).body());
  }

  private static String submit(String text) throws Exception {
    var body = JSON.writeValueAsString(Map.of("text", text, "source", "tests"));
    var answer =
        HTTP.send(
            request("/v1/documents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofByteArray());
    return JSON.readTree(answer.body()).path("id").asText();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path)))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private static String address(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }
}

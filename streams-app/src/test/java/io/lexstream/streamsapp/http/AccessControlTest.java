package io.lexstream.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessControlTest {

  private static final String TOKEN = "0123456789abcdef";

  private final AccessControl open = new AccessControl(Optional.empty());
  private final AccessControl guarded = new AccessControl(Optional.of(TOKEN));

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8090", "127.0.0.1:8090", "[::1]:8090", "localhost", "LocalHost:1"})
  void withoutATokenRequestsToLocalhostAreServed(String host) {
    assertThat(open.refusal("/v1/reviews", host, null, null, null)).isEmpty();
  }

  @Test
  void aHostThatIsNotLocalhostIsRejected() {
    assertThat(open.refusal("/v1/reviews", "evil.example:8090", null, null, null))
        .map(Problem::status)
        .contains(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "http://localhost:9999", "null", "::"})
  void aRequestFromAnotherSiteIsRejected(String origin) {
    assertThat(open.refusal("/v1/documents", "localhost:8090", origin, null, null))
        .map(Problem::status)
        .contains(403);
  }

  @Test
  void aRequestFromTheDashboardIsServed() {
    assertThat(open.refusal("/v1/reviews", "localhost:8090", "http://localhost:8090", null, null))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void anImageOnAnotherSiteIsRejectedEvenWithoutAnOrigin(String fetchSite) {
    assertThat(open.refusal("/v1/feed", "localhost:8090", null, fetchSite, null))
        .map(Problem::status)
        .contains(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aLinkOnAnotherSiteOpensTheDashboard(String fetchSite) {
    assertThat(open.refusal("/", "localhost:8090", null, fetchSite, null)).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"same-origin", "none"})
  void theDashboardAndNonBrowserClientsMayFollowTheFeed(String fetchSite) {
    assertThat(open.refusal("/v1/feed", "localhost:8090", null, fetchSite, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic 0123456789abcdef", TOKEN, ""})
  void aWrongTokenIsRejected(String authorization) {
    assertThat(guarded.refusal("/v1/reviews", "any", null, null, authorization))
        .map(Problem::status)
        .contains(401);
  }

  @Test
  void theTokenIsAccepted() {
    assertThat(guarded.refusal("/v1/reviews", "any", null, null, "Bearer " + TOKEN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js", "/favicon.ico"})
  void theDashboardFilesNeedNoToken(String path) {
    assertThat(guarded.refusal(path, "any", null, null, null)).isEmpty();
  }

  @Test
  void healthChecksNeedNoToken() {
    assertThat(guarded.refusal("/health/ready", "any", null, null, null)).isEmpty();
  }

  @Test
  void anAddressThatIsNotLoopbackRequiresAToken() {
    assertThatThrownBy(
            () -> new HttpConfig("0.0.0.0", 0, "host", Optional.empty(), 1, 1, 1 << 20, 1, 1))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("set http.token");
  }
}

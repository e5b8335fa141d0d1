package io.lexstream.streamsapp.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.streamsapp.read.stats.Health;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Health checks, metrics, and the OpenAPI description. */
final class OperationsRoutes {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<Health> health;
  private final Supplier<String> metrics;
  private final byte[] description = description();

  OperationsRoutes(Supplier<Health> health, Supplier<String> metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/health/live", ctx -> answer(ctx, health.get().isAlive()));
    Gets.add(routes, "/health/ready", ctx -> answer(ctx, health.get().isReady()));
    Gets.add(routes, "/metrics", ctx -> ctx.contentType(PROMETHEUS).result(metrics.get()));
    Gets.add(
        routes, "/openapi.json", ctx -> ctx.contentType("application/json").result(description));
  }

  private void answer(Context ctx, boolean good) {
    var now = health.get();
    if (!good) {
      ctx.header("Retry-After", "1");
    }
    Responses.json(
        ctx,
        good ? 200 : 503,
        Map.of("status", now.status().name().toLowerCase(Locale.ROOT), "detail", now.detail()));
  }

  private static byte[] description() {
    try (InputStream json = OperationsRoutes.class.getResourceAsStream("/openapi.json")) {
      return json.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openapi.json from the jar", e);
    }
  }
}

package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.streamsapp.read.feed.Feed;
import io.lexstream.streamsapp.read.feed.FeedFilter;
import io.lexstream.streamsapp.read.feed.StartPosition;
import io.lexstream.streamsapp.read.feed.Subscription;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed as server-sent events. Each subscriber has a writer thread of its own, so that a slow
 * subscriber blocks only that thread. A subscriber that falls behind gets the event {@code
 * dropped}, and its stream ends.
 */
final class FeedRoutes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedRoutes.class);

  /** Pause between comment lines, which keep proxies from closing the connection. */
  private static final long HEARTBEAT_MS = 10_000;

  private static final int MAX_LAST = 200;

  private final Feed feed;
  private final int maxFeeds;
  private final AtomicInteger open = new AtomicInteger();
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "lexstream-feed-writer");
            thread.setDaemon(true);
            return thread;
          });

  FeedRoutes(Feed feed, int maxFeeds) {
    this.feed = feed;
    this.maxFeeds = maxFeeds;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/feed", this::subscribe);
  }

  private void subscribe(Context ctx) {
    var filter = filter(ctx);
    var start = startPosition(ctx);
    if (open.incrementAndGet() > maxFeeds) {
      open.decrementAndGet();
      throw new ProblemException(
          Problem.tooManyRequests(
              "the limit of " + maxFeeds + " open feeds is reached: close one first"),
          5);
    }
    ctx.contentType("text/event-stream").header("X-Accel-Buffering", "no");
    // The request stays open until the writer ends. No server thread waits for it.
    ctx.future(
        () -> {
          var ended = new CompletableFuture<Void>();
          writers.execute(
              () -> {
                try {
                  if (write(ctx, feed.subscribe(filter, start))) {
                    ended.complete(null);
                  }
                } catch (RuntimeException e) {
                  ended.completeExceptionally(e);
                } finally {
                  open.decrementAndGet();
                }
              });
          return ended;
        });
  }

  /**
   * Writes until the subscriber disconnects or is dropped. Returns false if the server has already
   * ended the request: Javalin must not complete it then, because its error handling would never
   * end.
   */
  private boolean write(Context ctx, Subscription subscription) {
    try (subscription) {
      while (!subscription.awaitLive(HEARTBEAT_MS)) {
        send(ctx, ":\n\n");
      }
      send(ctx, ": live\n\n");
      if (subscription.hasGap()) {
        send(
            ctx,
            "event: gap\ndata: {\"reason\":\"disconnected too long, or another instance\"}\n\n");
      }
      while (true) {
        var next = subscription.next(HEARTBEAT_MS);
        if (next != null) {
          send(ctx, lines(next));
        } else if (subscription.isDropped()) {
          send(ctx, "event: dropped\ndata: {\"reason\":\"subscriber too slow\"}\n\n");
          return true;
        } else {
          send(ctx, ":\n\n");
        }
      }
    } catch (IOException e) {
      LOG.debug("feed subscriber disconnected: cause={}", e.toString());
      return true;
    } catch (IllegalStateException e) {
      LOG.debug("feed subscriber disconnected, response recycled: cause={}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is stopping
      return false;
    }
  }

  private static String lines(Subscription.QueuedEvent next) {
    return "id: "
        + next.id()
        + "\nevent: "
        + next.event().type()
        + "\ndata: "
        + next.event().json()
        + "\n\n";
  }

  private static StartPosition startPosition(Context ctx) {
    var after =
        Optional.ofNullable(ctx.header("Last-Event-ID"))
            .or(() -> Optional.ofNullable(ctx.queryParam("after")));
    return new StartPosition(after, Parameters.integer(ctx, "last", 0, 0, MAX_LAST));
  }

  private static void send(Context ctx, String lines) throws IOException {
    ctx.res().getOutputStream().write(lines.getBytes(UTF_8));
    ctx.res().flushBuffer();
  }

  private static FeedFilter filter(Context ctx) {
    var types = Parameters.values(ctx, "type");
    if (!FeedFilter.TYPES.containsAll(types)) {
      throw Parameters.invalid(
          "type",
          "one or more of " + String.join(", ", FeedFilter.TYPES.stream().sorted().toList()));
    }
    return new FeedFilter(
        types,
        Parameters.values(ctx, "source"),
        Parameters.values(ctx, "language"),
        Parameters.values(ctx, "label"));
  }

  @Override
  public void close() {
    writers.shutdownNow();
  }
}

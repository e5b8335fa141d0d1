package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.streamsapp.read.feed.Beginning;
import io.lexstream.streamsapp.read.feed.Feed;
import io.lexstream.streamsapp.read.feed.FeedFilter;
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
 * The feed as server-sent events. Each watcher has a thread that writes to it and may be held up by
 * it; nothing else is. A watcher who falls behind is told so by the event {@code dropped}, and cut
 * off.
 */
final class FeedRoutes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedRoutes.class);

  /** A line nobody sees, so that proxies keep the connection and lost ones are noticed. */
  private static final long HEARTBEAT_MS = 10_000;

  private static final int MOST_BEFORE = 200;

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
    routes.get("/v1/feed", this::watch);
  }

  private void watch(Context request) {
    var filter = filter(request);
    var beginning = beginning(request);
    if (open.incrementAndGet() > maxFeeds) {
      open.decrementAndGet();
      throw new ProblemException(
          Problem.tooManyRequests(maxFeeds + " feeds are open already: close one first"), 5);
    }
    request.contentType("text/event-stream").header("X-Accel-Buffering", "no");
    // The request stays open until the writer is done; no thread of the server waits for it.
    request.future(
        () -> {
          var ended = new CompletableFuture<Void>();
          writers.execute(
              () -> {
                try {
                  if (write(request, feed.subscribe(filter, beginning))) {
                    ended.complete(null);
                  }
                } catch (RuntimeException e) {
                  ended.completeExceptionally(e);
                }
              });
          return ended;
        });
  }

  /**
   * Writes until the watcher leaves or is cut off. False if the server has given the request up:
   * Javalin must not finish it then, as its handling of what that throws never ends.
   */
  private boolean write(Context request, Subscription subscription) {
    try (subscription) {
      while (!subscription.awaitLive(HEARTBEAT_MS)) {
        send(request, ":\n\n");
      }
      send(request, ": watching\n\n");
      if (subscription.hasGap()) {
        send(request, "event: gap\ndata: {\"reason\":\"away too long, or another instance\"}\n\n");
      }
      while (true) {
        var next = subscription.next(HEARTBEAT_MS);
        if (next != null) {
          send(request, lines(next));
        } else if (subscription.isDropped()) {
          send(request, "event: dropped\ndata: {\"reason\":\"reads too slowly\"}\n\n");
          return true;
        } else {
          send(request, ":\n\n");
        }
      }
    } catch (IOException e) {
      LOG.debug("watcher is gone: cause={}", e.toString());
      return true;
    } catch (IllegalStateException e) {
      LOG.debug("watcher is gone, and its response recycled: cause={}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
      return false;
    } finally {
      open.decrementAndGet();
    }
  }

  private static String lines(Subscription.Next next) {
    return "id: "
        + next.id()
        + "\nevent: "
        + next.event().type()
        + "\ndata: "
        + next.event().json()
        + "\n\n";
  }

  private static Beginning beginning(Context request) {
    var after =
        Optional.ofNullable(request.header("Last-Event-ID"))
            .or(() -> Optional.ofNullable(request.queryParam("after")));
    return new Beginning(after, Parameters.integer(request, "last", 0, 0, MOST_BEFORE));
  }

  private static void send(Context request, String lines) throws IOException {
    request.res().getOutputStream().write(lines.getBytes(UTF_8));
    request.res().flushBuffer();
  }

  private static FeedFilter filter(Context request) {
    var types = Parameters.values(request, "type");
    if (!FeedFilter.TYPES.containsAll(types)) {
      throw Parameters.refused(
          "type", "among " + String.join(", ", FeedFilter.TYPES.stream().sorted().toList()));
    }
    return new FeedFilter(
        types,
        Parameters.values(request, "source"),
        Parameters.values(request, "language"),
        Parameters.values(request, "label"));
  }

  @Override
  public void close() {
    writers.shutdownNow();
  }
}

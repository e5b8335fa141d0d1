package io.lexstream.streamsapp.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs requests on worker threads of its own. Health checks run on the threads of the server, so
 * that blocked workers do not delay them.
 */
final class WorkerHandler extends Handler.Wrapper {

  private static final int MAX_WORKERS = 128;
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService workers =
      new ThreadPoolExecutor(
          0,
          MAX_WORKERS,
          KEEP_ALIVE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            var thread = new Thread(task, "lexstream-http-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (HealthPaths.contains(request)) {
      return super.handle(request, response, callback);
    }
    try {
      workers.execute(() -> work(request, response, callback));
    } catch (RejectedExecutionException e) {
      Problems.send(
          response,
          callback,
          new ProblemException(
              Problem.unavailable("the server handles " + MAX_WORKERS + " requests: retry shortly"),
              1));
    }
    return true;
  }

  private void work(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Exception e) {
      Response.writeError(request, response, callback, e);
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    workers.shutdownNow();
  }
}

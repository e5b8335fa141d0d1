package io.lexstream.streamsapp.write.ingress;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the records of a request in one transaction, so that all or none can be read. Requests that
 * wait while a transaction is being committed share the next one. If a transaction fails, all its
 * requests fail. Thread-safe; one thread sends.
 */
final class TransactionalSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionalSender.class);

  /** No request is queued while the requests before it have more bytes. */
  private static final long MAX_PENDING_BYTES = 64L << 20;

  /** A transaction takes no further request above this size. */
  private static final long TRANSACTION_BYTES = 8L << 20;

  private static final Duration BLOCK = Duration.ofSeconds(5);
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(15);
  private static final int TRANSACTION_TIMEOUT_MS = 30_000;
  private static final int BATCH_BYTES = 256 * 1024;

  private static final Request STOP = new Request(List.of(), 0, new CompletableFuture<>());

  private final Map<String, Object> properties;
  private final InstantSource clock;
  private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final Thread thread = new Thread(this::run, "lexstream-gateway-transactions");

  /**
   * Null until the first transaction, and after a failure that the producer cannot recover from.
   */
  private Producer<byte[], byte[]> producer;

  private volatile boolean closed;
  private volatile boolean ended;

  private record Request(
      List<ProducerRecord<byte[], byte[]>> records, long bytes, CompletableFuture<Void> sent) {}

  /**
   * Starts the sending thread.
   *
   * @param properties properties of the producer
   * @param transactionalId unique to this instance; the same after a restart, so that a transaction
   *     left open is aborted
   */
  TransactionalSender(Map<String, Object> properties, String transactionalId, InstantSource clock) {
    this.properties = new HashMap<>(properties);
    this.properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    this.properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    this.properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
    this.properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    // On a new topic, a second request in flight may overtake the first and block it.
    this.properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.clock = clock;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Sends {@code records}. The future completes after the commit. It fails if no record can be
   * read, or in rare cases if the brokers did not confirm the commit in time.
   *
   * <p>The caller has checked that no record is too large.
   */
  CompletableFuture<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
    if (closed || pendingBytes.get() > MAX_PENDING_BYTES) {
      return CompletableFuture.failedFuture(
          new BufferExhaustedException("too many requests wait for the brokers"));
    }
    long bytes = records.stream().mapToLong(TransactionalSender::bytes).sum();
    var request = new Request(records, bytes, new CompletableFuture<>());
    pendingBytes.addAndGet(bytes);
    request.sent().whenComplete((done, failure) -> pendingBytes.addAndGet(-bytes));
    queue.add(request);
    if (ended) { // The thread may have failed the rest of the queue before this request was added.
      request.sent().completeExceptionally(new KafkaException("closed"));
    }
    return request.sent();
  }

  private static long bytes(ProducerRecord<byte[], byte[]> produced) {
    long bytes = 100L + produced.key().length;
    return produced.value() == null ? bytes : bytes + produced.value().length;
  }

  private void run() {
    try {
      var next = queue.take();
      while (next != STOP) {
        var requests = new ArrayList<Request>();
        long bytes = 0;
        while (next != null && next != STOP) {
          requests.add(next);
          bytes += next.bytes();
          next = bytes < TRANSACTION_BYTES ? queue.poll() : null;
        }
        commit(requests);
        next = next == null ? queue.take() : next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      discardProducer();
      ended = true;
      queue.forEach(request -> request.sent().completeExceptionally(new KafkaException("closed")));
    }
  }

  private void commit(List<Request> requests) {
    try {
      if (producer == null) {
        producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
      }
      producer.beginTransaction();
      for (var request : requests) {
        for (var produced : request.records()) {
          // A failed send makes the commit fail, too.
          var unused = producer.send(produced);
        }
      }
      commitWithin(COMMIT_WITHIN);
    } catch (RuntimeException e) {
      LOG.warn("transaction failed: requests={} cause={}", requests.size(), e.toString());
      abort();
      requests.forEach(request -> request.sent().completeExceptionally(failure(e)));
      return;
    }
    requests.forEach(request -> request.sent().complete(null));
  }

  /** Retries a commit that the brokers do not confirm, which the producer allows. */
  private void commitWithin(Duration time) {
    var deadline = clock.instant().plus(time);
    while (true) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException e) {
        if (!clock.instant().isBefore(deadline)) {
          throw e;
        }
      }
    }
  }

  private void abort() {
    try {
      if (producer != null) {
        producer.abortTransaction();
      }
    } catch (RuntimeException e) {
      LOG.debug("transaction cannot be aborted, replacing the producer: cause={}", e.toString());
      discardProducer();
    }
  }

  private void discardProducer() {
    if (producer != null) {
      try {
        producer.close(Duration.ZERO);
      } catch (InterruptException e) {
        Thread.currentThread().interrupt();
      } catch (KafkaException e) {
        LOG.debug("producer not closed cleanly: cause={}", e.toString());
      }
      producer = null;
    }
  }

  private static KafkaException failure(RuntimeException e) {
    return e instanceof KafkaException known ? known : new KafkaException(e);
  }

  /** Sends what is queued, and ends. */
  @Override
  public void close() {
    closed = true;
    queue.add(STOP);
    try {
      thread.join(COMMIT_WITHIN.plus(BLOCK).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

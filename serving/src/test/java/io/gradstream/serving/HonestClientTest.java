package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client that asks for a row a hundred times a second is answered each time, whatever others do.
 * Prints what it waited, for {@code -Dgradstream.honest.seconds=20} over so long.
 */
class HonestClientTest {

  private static final int SECONDS = Integer.getInteger("gradstream.honest.seconds", 2);
  private static final String FLAGS =
      System.getProperty("gradstream.honest.flags", "-XX:+UseSerialGC"); // of the server's JVM
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1) / 100;
  private static final int CONNECTIONS = 16; // at most; the time waited for one counts
  private static final int SLICE = 32; // rows of the heavy model

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start(folder.resolve("log"), FLAGS);
    System.out.println("resident at the start: " + server.residentMegabytes() + " MB");
    for (int i = 0; i < 300; i++) {
      assertThat(ask(Flights.LEARNER, HeavyModel.LIGHT_ROW).join()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void isAnsweredEachTime(Trouble trouble) {
    AtomicBoolean goOn = new AtomicBoolean(true);
    AtomicInteger othersRefused = new AtomicInteger();
    List<Thread> others = trouble.start(server.port(), goOn, othersRefused);

    Queue<Long> waited = new ConcurrentLinkedQueue<>(); // nanoseconds
    int refused = askSteadily(waited);
    goOn.set(false);
    others.forEach(HonestClientTest::join);

    List<Long> sorted = waited.stream().sorted().toList();
    System.out.printf(
        "%-12s asked %d refused %d p50 %.1f ms p99 %.1f ms max %.1f ms; others refused %d; resident"
            + " %d MB%n",
        trouble,
        sorted.size(),
        refused,
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.get(sorted.size() - 1) / 1e6,
        othersRefused.get(),
        server.residentMegabytes());
    assertThat(refused).isZero();
    assertThat(server.isAlive()).isTrue();
    if (trouble == Trouble.LARGE_BODIES) {
      assertThat(othersRefused).hasValue(0); // they are honest too
    }
  }

  @Test
  void rowsOfTheHeavyModelAreTimed() {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < SECONDS * 2; i++) {
      long start = System.nanoTime();
      assertThat(ask(HeavyModel.NAME, HeavyModel.rows(SLICE)).join()).isEqualTo(200);
      took.add((System.nanoTime() - start) / 1_000_000);
    }
    System.out.println(SLICE + " rows of the heavy model, ms: " + took);
  }

  private static int askSteadily(Queue<Long> waited) {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    Semaphore places = new Semaphore(CONNECTIONS);
    long start = System.nanoTime();
    for (int i = 0; i < SECONDS * 100; i++) {
      long due = start + i * EVERY;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      places.acquireUninterruptibly();
      answers.add(
          ask(Flights.LEARNER, HeavyModel.LIGHT_ROW)
              .whenComplete(
                  (status, failure) -> {
                    waited.add(System.nanoTime() - due);
                    places.release();
                  }));
    }
    Map<Integer, Long> statuses = // 0: no answer
        answers.stream()
            .map(CompletableFuture::join)
            .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    if (statuses.size() > 1) {
      System.out.println("by status: " + statuses);
    }
    return SECONDS * 100 - statuses.getOrDefault(200, 0L).intValue();
  }

  /** The status; 0 without an answer. */
  private static CompletableFuture<Integer> ask(String learner, String body) {
    URI uri =
        URI.create("http://127.0.0.1:%d/v2/models/%s/infer".formatted(server.port(), learner));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT
        .sendAsync(request, BodyHandlers.discarding())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                System.out.println(failure);
              }
              return failure == null ? response.statusCode() : 0;
            });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

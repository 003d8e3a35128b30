package io.gradstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gradstream.local.JobCondition.CannotRead;
import io.gradstream.local.JobCondition.Failed;
import io.gradstream.local.JobCondition.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of a JobManager's answers. */
final class JobWatchTest {

  private static final String RESTORING =
      "a.B: x\\n\\tat a.StreamTask.restoreInternal(S.java:1)\\n";

  private final Map<String, String> answers = new ConcurrentHashMap<>(); // by path
  private final List<String> told = new ArrayList<>();
  private final List<String> failures = new ArrayList<>(); // newest first
  private HttpServer server;
  private JobWatch watch;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer =
              answers.getOrDefault(exchange.getRequestURI().getPath(), "{}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    watch = new JobWatch(new FlinkRest(address), "j", told::add);
    answers.put("/jobs/j", "{\"state\": \"RUNNING\"}");
    answers.put(
        "/jobs/j/checkpoints", "{\"latest\": {\"restored\": {\"external_path\": \"file:/c\"}}}");
    tasks(0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itRunsOnceAllOfItsTasksDo() {
    tasks(2);
    assertThat(watch.awaitRunning(() -> {})).isEqualTo(new Runs());
    assertThat(told).isEmpty();
  }

  @Test
  void threeFailuresInARowOfReadingStateAreTheCheckpoints() {
    int[] looks = {0};

    JobCondition condition =
        watch.awaitRunning(() -> fail(++looks[0], RESTORING + "Caused by: java.io.EOFException"));

    assertThat(condition)
        .isEqualTo(new CannotRead("file:/c", "learner (1/2): java.io.EOFException"));
    assertThat(told).hasSize(3).containsOnly("restarts: learner (1/2): java.io.EOFException");
  }

  @Test
  void failuresOfKafkaBetweenThemAreNot() {
    int[] looks = {0};

    JobCondition condition =
        watch.awaitRunning(
            () -> {
              int look = ++looks[0];
              String cause = look % 3 == 0 ? "org.apache.kafka.E: away" : "java.io.EOFException";
              fail(look, RESTORING + "Caused by: " + cause);
              tasks(look == 8 ? 2 : 0);
            });

    assertThat(condition).isEqualTo(new Runs());
    assertThat(told).hasSize(8);
  }

  @Test
  void aJobThatEndsSaysWhy() {
    answers.put("/jobs/j", "{\"state\": \"FAILED\"}");
    answers.put(
        "/jobs/j/exceptions",
        "{\"exceptionHistory\": {\"entries\": [{\"timestamp\": 1, \"taskName\": null, \"stacktrace\": \"a.B: x\\nCaused by: a.C: refused\"}]}}");

    assertThat(watch.awaitRunning(() -> {})).isEqualTo(new Failed("a.C: refused"));
  }

  @Test
  void aJobThatFailsForGoodIsNotSaidToRestart() {
    answers.put("/jobs/j", "{\"state\": \"FAILED\"}");
    fail(1, "a.B: refused");

    assertThat(watch.awaitRunning(() -> {})).isEqualTo(new Failed("learner (1/2): a.B: refused"));
    assertThat(told).isEmpty();
  }

  private void fail(long time, String trace) {
    failures.add(
        0,
        "{\"timestamp\": %d, \"taskName\": \"learner (1/2)\", \"stacktrace\": \"%s\"}"
            .formatted(time, trace));
    answers.put(
        "/jobs/j/exceptions", "{\"exceptionHistory\": {\"entries\": %s}}".formatted(failures));
  }

  private void tasks(int running) {
    answers.put(
        "/jobs/overview",
        "{\"jobs\": [{\"jid\": \"j\", \"tasks\": {\"total\": 2, \"running\": %d}}]}"
            .formatted(running));
  }
}

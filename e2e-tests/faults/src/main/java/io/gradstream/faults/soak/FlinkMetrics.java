package io.gradstream.faults.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What a JobManager says of its one job and of the JVMs, by its REST interface. */
final class FlinkMetrics {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 5;
  private static final String METASPACE = "Status.JVM.Memory.Metaspace.Used";
  private static final String DIRECT = "Status.JVM.Memory.Direct.MemoryUsed";

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  FlinkMetrics(URI address) {
    this.address = address;
  }

  /** How the job has run so far. */
  record Run(long restarts, long checkpoints, long failedCheckpoints) {

    /** What came after an earlier reading; a job that still starts cannot be checkpointed. */
    Run since(Run before) {
      return new Run(
          restarts - before.restarts,
          checkpoints - before.checkpoints,
          failedCheckpoints - before.failedCheckpoints);
    }
  }

  Run run() {
    String job = get("/jobs").at("/jobs/0/id").asText();
    JsonNode counts = get("/jobs/" + job + "/checkpoints").path("counts");
    return new Run(
        value(get("/jobs/" + job + "/metrics?get=numRestarts"), "numRestarts"),
        counts.path("completed").asLong(),
        counts.path("failed").asLong());
  }

  /**
   * Parts of a JVM's memory outside its heap, in bytes; 0 where Flink does not know yet.
   *
   * @param direct of direct byte buffers
   */
  record Parts(long metaspace, long direct) {}

  /**
   * @param process the JobManager, or a TaskManager by its name
   */
  Optional<Parts> parts(String process) {
    String of = process.equals("jobmanager") ? "/jobmanager" : "/taskmanagers/" + process;
    try {
      JsonNode values = get(of + "/metrics?get=" + METASPACE + "," + DIRECT);
      return Optional.of(new Parts(value(values, METASPACE), value(values, DIRECT)));
    } catch (UncheckedIOException e) {
      return Optional.empty(); // busy; the next minute will tell
    }
  }

  private static long value(JsonNode metrics, String id) {
    for (JsonNode metric : metrics) {
      if (metric.path("id").asText().equals(id)) {
        return metric.path("value").asLong();
      }
    }
    return 0;
  }

  /** Asks more than once: a busy machine may not answer at once. */
  private JsonNode get(String path) {
    for (int left = ATTEMPTS; ; left--) {
      try {
        return ask(path);
      } catch (UncheckedIOException e) {
        if (left == 1) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private JsonNode ask(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).GET().build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IllegalStateException("Flink refused " + path + ": " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from Flink at " + address + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Flink at " + address, e);
    }
  }
}

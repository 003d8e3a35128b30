package io.gradstream.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** Checkpoints and savepoints of one job, by the JobManager's REST interface. */
public final class FlinkCheckpoints {

  private static final long PAUSE_NANOS = 50_000_000;
  private static final Duration FOREVER = Duration.ofDays(365);

  private final FlinkRest rest;
  private final String job;

  FlinkCheckpoints(FlinkRest rest, String job) {
    this.rest = rest;
    this.job = job;
  }

  /**
   * A checkpoint of the job's history.
   *
   * @param status Flink's word: {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}
   * @param failure why it failed, else empty
   */
  public record Checkpoint(long id, String status, String failure) {}

  /** What a savepoint is written in; Flink's words. */
  public enum Form {
    /** The same for every state backend. */
    CANONICAL,
    /** That of the state backend. */
    NATIVE
  }

  /** How many were restored from, since the JobManager started. */
  public long restored() {
    return statistics().at("/counts/restored").asLong();
  }

  /** Where the one lies that the job was restored from last. */
  public Optional<String> restoredFrom() {
    String place = statistics().at("/latest/restored/external_path").asText("");
    return place.isEmpty() ? Optional.empty() : Optional.of(place);
  }

  public long completed() {
    return statistics().at("/counts/completed").asLong();
  }

  public long failed() {
    return statistics().at("/counts/failed").asLong();
  }

  /** The greatest id there has been, 0 before the first. */
  public long newest() {
    return StreamSupport.stream(statistics().path("history").spliterator(), false)
        .mapToLong(found -> checkpoint(found).id())
        .max()
        .orElse(0);
  }

  /** The one that is being made. */
  public Optional<Checkpoint> inProgress() {
    return history("IN_PROGRESS");
  }

  /** The one that failed last. */
  public Optional<Checkpoint> newestFailed() {
    return history("FAILED");
  }

  /** The one with this id, as far as Flink still knows it. */
  public Optional<Checkpoint> find(long id) {
    return StreamSupport.stream(statistics().path("history").spliterator(), false)
        .map(FlinkCheckpoints::checkpoint)
        .filter(checkpoint -> checkpoint.id() == id)
        .findFirst();
  }

  /** The class of the state backend, by its simple name. */
  public String backend() {
    return rest.get("/jobs/" + job + "/checkpoints/config").path("state_backend").asText();
  }

  private Optional<Checkpoint> history(String status) {
    return StreamSupport.stream(statistics().path("history").spliterator(), false)
        .map(FlinkCheckpoints::checkpoint)
        .filter(checkpoint -> checkpoint.status().equals(status))
        .findFirst();
  }

  private static Checkpoint checkpoint(JsonNode node) {
    return new Checkpoint(
        node.path("id").asLong(),
        node.path("status").asText(),
        node.path("failure_message").asText(""));
  }

  private JsonNode statistics() {
    return rest.get("/jobs/" + job + "/checkpoints");
  }

  /** Makes a savepoint in Flink's canonical form and returns its place; the job goes on. */
  public String savepoint(Path folder) {
    ObjectNode body = to("target-directory", folder, Form.CANONICAL).put("cancel-job", false);
    return await(trigger("/savepoints", body), FOREVER);
  }

  /** Stops the job with a savepoint in Flink's canonical form and returns its place. */
  public String stopWithSavepoint(Path folder) {
    return stopWithSavepoint(folder, FOREVER);
  }

  /**
   * Stops the job with a savepoint, or does not.
   *
   * @throws IllegalStateException when there is none in time, or Flink says why there is none
   */
  public String stopWithSavepoint(Path folder, Duration most) {
    return stopWithSavepoint(folder, most, Form.CANONICAL);
  }

  /** Stops the job with a savepoint in that form and returns its place. */
  public String stopWithSavepoint(Path folder, Form form) {
    return stopWithSavepoint(folder, FOREVER, form);
  }

  private String stopWithSavepoint(Path folder, Duration most, Form form) {
    List<Path> before = savepoints(folder);
    try {
      return await(trigger("/stop", to("targetDirectory", folder, form).put("drain", false)), most);
    } catch (UncheckedIOException gone) {
      // an application's JobManager may end with its job before anyone has asked
      return savepoints(folder).stream()
          .filter(found -> !before.contains(found))
          .findFirst()
          .map(FlinkPath::of)
          .orElseThrow(() -> gone);
    }
  }

  private static List<Path> savepoints(Path folder) {
    try {
      return RetainedCheckpoints.in(folder).newestFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private String trigger(String path, ObjectNode body) {
    return rest.post("/jobs/" + job + path, body).path("request-id").asText();
  }

  private static ObjectNode to(String key, Path folder, Form form) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(key, folder.toUri().toString())
        .put("formatType", form.name());
  }

  private String await(String request, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (System.nanoTime() - end < 0) {
      JsonNode answer = rest.get("/jobs/" + job + "/savepoints/" + request);
      if (answer.at("/status/id").asText().equals("COMPLETED")) {
        return place(answer.path("operation"));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new IllegalStateException("no savepoint within %d s".formatted(most.toSeconds()));
  }

  private static String place(JsonNode operation) {
    if (operation.hasNonNull("failure-cause")) {
      throw new IllegalStateException(
          "no savepoint: "
              + new JobFailure(0, "", operation.at("/failure-cause/stack-trace").asText(""))
                  .cause());
    }
    return operation.path("location").asText();
  }
}

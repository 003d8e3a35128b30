package io.gradstream.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The part of a JobManager's REST interface that deploying needs. */
public final class FlinkRest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What runs a job's main class, which waits for Kafka and for topics. */
  private static final Duration RUN_PATIENCE = Duration.ofMinutes(5);

  private static final String BOUNDARY = "gradstream-jar-boundary";

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  public FlinkRest(URI address) {
    this.address = address;
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  /** A job of the cluster. */
  public record Job(String id, String state) {}

  /** How many TaskManagers are registered; -1 when there is no answer. */
  public int taskManagers() {
    try {
      return get("/overview").path("taskmanagers").asInt(-1);
    } catch (FlinkRestException | UncheckedIOException e) {
      return -1; // it is still starting
    }
  }

  /** Whether a TaskManager of that name has registered. */
  boolean knowsTaskManager(String id) {
    try {
      return StreamSupport.stream(get("/taskmanagers").path("taskmanagers").spliterator(), false)
          .anyMatch(found -> found.path("id").asText().equals(id));
    } catch (FlinkRestException | UncheckedIOException e) {
      return false; // no answer now
    }
  }

  /** Slots of a cluster: how many subtasks of a job may be added, and run at most. */
  public record Slots(int free, int total) {}

  /** Absent when there is no answer. */
  public Optional<Slots> slots() {
    try {
      JsonNode overview = get("/overview");
      return Optional.of(
          new Slots(
              overview.path("slots-available").asInt(), overview.path("slots-total").asInt()));
    } catch (FlinkRestException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** All jobs, the ended ones included. */
  public List<Job> jobs() {
    return StreamSupport.stream(get("/jobs").path("jobs").spliterator(), false)
        .map(job -> new Job(job.path("id").asText(), job.path("status").asText()))
        .toList();
  }

  /** Whether there is a job, and all subtasks of one run. */
  public boolean isJobRunning() {
    return tasks()
        .anyMatch(
            tasks ->
                tasks.path("total").asInt() > 0
                    && tasks.path("running").asInt() == tasks.path("total").asInt());
  }

  /** Whether all subtasks of a job run. */
  public boolean isRunning(String id) {
    JsonNode tasks = tasks(id);
    int total = tasks.path("total").asInt();
    return total > 0 && tasks.path("running").asInt() == total;
  }

  /** Whether subtasks of a job read their state. */
  boolean isReadingState(String id) {
    return tasks(id).path("initializing").asInt() > 0;
  }

  private JsonNode tasks(String id) {
    return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
        .filter(job -> job.path("jid").asText().equals(id))
        .findFirst()
        .map(job -> job.path("tasks"))
        .orElseGet(json::createObjectNode);
  }

  /** The id of the job of that name that has not ended. */
  public Optional<String> running(String name) {
    return running()
        .filter(job -> job.path("name").asText().equals(name))
        .map(job -> job.path("jid").asText())
        .findFirst();
  }

  /** The names of the jobs that have not ended. */
  public List<String> namesOfRunning() {
    return running().map(job -> job.path("name").asText()).sorted().distinct().toList();
  }

  private Stream<JsonNode> running() {
    return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
        .filter(job -> job.path("end-time").asLong(-1) < 0);
  }

  /** Subtasks that read their state. */
  public int initializingTasks() {
    return tasks().mapToInt(tasks -> tasks.path("initializing").asInt()).sum();
  }

  /** Subtasks by what they do, for each job; none while the cluster is starting. */
  private Stream<JsonNode> tasks() {
    try {
      return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
          .map(job -> job.path("tasks"));
    } catch (FlinkRestException | UncheckedIOException e) {
      return Stream.empty();
    }
  }

  public Job job(String id) {
    return new Job(id, get("/jobs/" + id).path("state").asText());
  }

  /** Why the job failed last. */
  public Optional<String> rootException(String id) {
    return failures(id).stream().map(JobFailure::trace).findFirst();
  }

  /** Why a job failed and was restarted, newest first, as far as Flink remembers. */
  List<JobFailure> failures(String id) {
    JsonNode history = get("/jobs/" + id + "/exceptions").at("/exceptionHistory/entries");
    return StreamSupport.stream(history.spliterator(), false)
        .map(
            entry ->
                new JobFailure(
                    entry.path("timestamp").asLong(),
                    entry.path("taskName").asText(""),
                    entry.path("stacktrace").asText()))
        .toList();
  }

  /** Sends a jar and returns its id on the cluster. */
  public String upload(Path jar) throws IOException {
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
                    .formatted(BOUNDARY, jar.getFileName())),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    JsonNode answer =
        send(
            request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
    return Path.of(answer.path("filename").asText()).getFileName().toString();
  }

  /**
   * Runs the main class of an uploaded jar and returns the job's id.
   *
   * @throws FlinkRestException when the main class fails; its message is the cause's
   */
  public String run(String jarId, String mainClass, List<String> arguments, JobStart start) {
    ObjectNode body = json.createObjectNode().put("entryClass", mainClass);
    body.put("parallelism", start.parallelism());
    start.savepoint().ifPresent(place -> body.put("savepointPath", place));
    start.configuration().forEach(body.putObject("flinkConfiguration")::put);
    arguments.forEach(body.putArray("programArgsList")::add);
    return send(posting("/jars/" + jarId + "/run", body).timeout(RUN_PATIENCE))
        .path("jobid")
        .asText();
  }

  JsonNode post(String path, JsonNode body) {
    return send(posting(path, body));
  }

  private HttpRequest.Builder posting(String path, JsonNode body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  /** Checkpoints and savepoints of one job. */
  public FlinkCheckpoints checkpoints(String job) {
    return new FlinkCheckpoints(this, job);
  }

  void deleteJar(String jarId) {
    send(request("/jars/" + jarId).DELETE());
  }

  public void cancel(String id) {
    send(request("/jobs/" + id).method("PATCH", BodyPublishers.noBody()));
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode body = json.readTree(answer.body());
      if (answer.statusCode() >= 400) {
        throw new FlinkRestException(answer.statusCode(), body.path("errors"));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no answer from Flink at " + address + ": " + IoFailure.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Flink at " + address, e);
    }
  }
}

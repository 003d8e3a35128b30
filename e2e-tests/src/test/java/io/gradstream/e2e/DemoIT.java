package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.local.QueryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The demo, as a user starts and ends it. */
@ResourceLock(OnCluster.MACHINE)
final class DemoIT {

  @TempDir private Path temporary;
  @TempDir private Path plots;

  private static final List<String> KEYS =
      List.of(
          "stream",
          "events",
          "seconds",
          "events_per_s",
          "scored",
          "accuracy",
          "auc",
          "no_change",
          "majority",
          "logloss",
          "prior_logloss",
          "mae",
          "mean_mae",
          "no_change_mae",
          "rmse",
          "mean_rmse",
          "no_change_rmse",
          "loss",
          "last",
          "labels_joined",
          "labels_missed",
          "dead_letters",
          "model_version",
          "rss_mb",
          "plot");

  /** An ended demo: its processes, and the last line, which is the summary. */
  private record Ended(List<ProcessHandle> started, JsonNode summary) {}

  private Ended run(String... arguments) throws Exception {
    Process demo = CommandLine.startFast(temporary, arguments);
    List<String> lines;
    CompletableFuture<List<ProcessHandle>> started = new CompletableFuture<>();
    try (BufferedReader output = demo.inputReader()) {
      lines =
          output
              .lines()
              .peek(
                  line -> {
                    if (line.contains("replaying")) {
                      started.complete(demo.descendants().toList());
                    }
                  })
              .toList();
    }
    assertThat(demo.waitFor()).as(String.join("\n", lines)).isZero();
    return new Ended(started.join(), new ObjectMapper().readTree(lines.get(lines.size() - 1)));
  }

  @Test
  void theLearnerWinsTheSummaryAddsUpAndNothingIsLeftRunning() throws Exception {
    Path picture = plots.resolve("taxis.png");
    Ended demo = run("demo", "--json", "--plot", picture.toString());
    JsonNode summary = demo.summary();
    assertThat(summary.fieldNames()).toIterable().containsExactlyElementsOf(KEYS);
    assertThat(summary.path("events").asLong()).isEqualTo(6433);
    assertAddsUp(summary);
    // how many answers are scored depends on how fast this machine begins to learn
    assertThat(summary.path("scored").asLong()).isBetween(1L, 6433L);
    assertThat(summary.at("/last/mae").asDouble())
        .isLessThan(summary.at("/last/mean_mae").asDouble())
        .isLessThan(summary.at("/last/no_change_mae").asDouble());
    assertThat(summary.path("accuracy").isNull()).isTrue();
    assertThat(summary.path("plot").asText()).isEqualTo(picture.toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1600);
    assertGone(demo.started());
  }

  @Test
  void flightsAreShownToo() throws Exception {
    Path picture = plots.resolve("flights.png");
    Ended demo = run("demo", "flights", "--events", "4000", "--json", "--plot", picture.toString());
    JsonNode summary = demo.summary();
    assertThat(summary.fieldNames()).toIterable().containsExactlyElementsOf(KEYS);
    assertThat(summary.path("events").asLong()).isEqualTo(4000);
    assertAddsUp(summary);
    assertGone(demo.started());
  }

  /** JSON on both topics, whose first event is asked about; and a file of one's own. */
  @Test
  void anyExampleIsShownWithDataOfOnesOwn() throws Exception {
    Path data = plots.resolve("payments.csv.gz");
    Files.copy(Path.of("../examples/card-fraud/payments.csv.gz"), data);
    Ended demo =
        run(
            "demo",
            "card-fraud",
            "--data",
            data.toString(),
            "--events",
            "3000",
            "--json",
            "--plot",
            plots.resolve("card.png").toString());
    assertThat(demo.summary().path("events").asLong()).isEqualTo(3000);
    assertThat(demo.summary().path("labels_joined").asLong()).isEqualTo(3000);
    assertThat(demo.summary().path("logloss").isNumber()).isTrue();
    assertGone(demo.started());
  }

  /** Each event holds its label: the job's own scores are told. */
  @Test
  void whereLabelsAreInTheEventTheJobScoresEachBeforeItLearnsIt() throws Exception {
    Path messages = plots.resolve("messages.jsonl");
    Files.write(
        messages,
        IntStream.range(0, 600)
            .mapToObj(
                i ->
                    i % 3 == 0
                        ? "{\"text\": \"win a prize %d\", \"spam\": true}"
                        : "{\"text\": \"see you at %d\", \"spam\": false}")
            .map(line -> line.formatted(line.hashCode() & 7))
            .toList());
    Ended demo =
        run(
            "demo",
            "sms-spam",
            "--data",
            messages.toString(),
            "--json",
            "--plot",
            plots.resolve("sms.png").toString());
    assertThat(demo.summary().path("events").asLong()).isEqualTo(600);
    // all but the first mini-batch, before which nothing was learned, and one that is not full
    assertThat(demo.summary().path("scored").asLong()).isBetween(592L, 600L);
    assertThat(demo.summary().at("/last/accuracy").asDouble()).isGreaterThan(0.7);
    assertGone(demo.started());
  }

  /** Plain hours of stations, learned over a window of those before, when the next one comes. */
  @Test
  void seriesAreLearnedAsTheyAre() throws Exception {
    Ended demo =
        run(
            "demo",
            "air-quality",
            "--events",
            "1600",
            "--json",
            "--plot",
            plots.resolve("air.png").toString());
    JsonNode summary = demo.summary();
    long fed = summary.path("events").asLong();
    assertThat(fed).as("rows but for hours without dust").isEqualTo(1_577);
    assertThat(summary.path("dead_letters").asLong()).isZero();
    assertThat(summary.path("scored").asLong())
        .isBetween(1_400L, fed - 4); // a first of each station
    assertThat(summary.path("mae").asDouble()).isLessThan(summary.path("mean_mae").asDouble());
    assertGone(demo.started());
  }

  private static void assertAddsUp(JsonNode summary) {
    assertThat(
            summary.path("labels_joined").asLong()
                + summary.path("labels_missed").asLong()
                + summary.path("dead_letters").asLong())
        .isEqualTo(summary.path("events").asLong());
    assertThat(summary.path("model_version").asText())
        .endsWith("." + summary.path("events").asLong()); // the default learner: each one a step
  }

  @Test
  void whatIsKeptAnswersOnUntilCtrlC() throws Exception {
    Process demo =
        CommandLine.startFast(
            temporary,
            "demo",
            "--events",
            "300",
            "--keep",
            "--json",
            "--plot",
            plots.resolve("kept.png").toString());
    BufferedReader output = demo.inputReader();
    Pattern address = Pattern.compile("query service +(http\\S+)");
    String service = null;
    String line = output.readLine();
    for (; line != null && !line.startsWith("{\"stream\""); line = output.readLine()) {
      Matcher matcher = address.matcher(line);
      service = matcher.find() ? matcher.group(1) : service;
    }
    assertThat(line).as("the summary").isNotNull();
    assertThat(new QueryClient(URI.create(service), "nyc-taxis").readiness()).isEqualTo(200);
    List<ProcessHandle> kept = demo.descendants().toList();
    assertThat(kept).hasSize(4).allMatch(ProcessHandle::isAlive);

    demo.destroy();
    demo.waitFor();
    assertGone(kept);
  }

  @Test
  void ctrlCLeavesNothingRunning() throws Exception {
    Process demo =
        CommandLine.startFast(temporary, "demo", "--plot", plots.resolve("x.png").toString());
    List<ProcessHandle> started = descendantsOnceReplaying(demo);
    assertThat(started).hasSize(4); // broker, JobManager, TaskManager, query service
    demo.destroy(); // SIGTERM takes the way of SIGINT: the JVM's shutdown hooks
    demo.waitFor();
    assertGone(started);
  }

  @Test
  void aDemoThatIsKilledLeavesNoProcess() throws Exception {
    Process demo =
        CommandLine.startFast(temporary, "demo", "--plot", plots.resolve("x.png").toString());
    List<ProcessHandle> started = descendantsOnceReplaying(demo);
    demo.destroyForcibly().waitFor();
    started.forEach(process -> process.onExit().join());
    assertThat(started).noneMatch(ProcessHandle::isAlive);
  }

  private static List<ProcessHandle> descendantsOnceReplaying(Process demo) throws IOException {
    BufferedReader output = demo.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      if (line.contains("replaying")) {
        return demo.descendants().toList();
      }
    }
    throw new AssertionError("the demo ended:\n" + seen);
  }

  private void assertGone(List<ProcessHandle> processes) {
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary).isEmptyDirectory();
  }
}

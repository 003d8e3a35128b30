package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FreePorts;
import io.gradstream.local.Home;
import io.gradstream.local.LearnerSystem;
import io.gradstream.local.LocalRun;
import io.gradstream.local.QueryClient;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.serving.report.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What running processes show to Prometheus is what the reference says, and all that the dashboard
 * asks for: a learner that has learned, thrown away, and now waits for labels, and the service of
 * its models.
 */
@ResourceLock(OnCluster.MACHINE)
final class MetricsIT {

  private static final int GOOD = 40;
  private static final String QUESTION =
      """
      {"inputs": [{"name": "size", "datatype": "FP64", "shape": [1], "data": [3]}]}""";

  /** What such a learner has no reason to show. */
  private static final Set<JobMetric> NOT_SHOWN =
      Set.of(JobMetric.GAPS, JobMetric.LOST, JobMetric.QUERIES_REFUSED, JobMetric.REGISTRY_WAITING);

  private static LocalRun run;
  private static LearnerSystem system;
  private static int port;
  private static Exposition shown;

  @BeforeAll
  static void runALearner() throws IOException {
    LearnerSpec spec = Learners.read("watched.yaml");
    run = LocalRun.start();
    port = twoPorts();
    system =
        LearnerSystem.start(
            Home.ofThisProcess(), run, spec, FlinkOptions.small(run, 1).withMetricsPort(port));
    QueryClient client = new QueryClient(system.serving().address(), spec.name());
    try (Sender sender = new Sender(system.broker().address())) {
      send(spec, sender);
      Eventually.get(() -> client.infer(QUESTION), answer -> answer.isPresent(), run::lastLines);
      shown = awaitHeld(spec, sender);
    }
  }

  /** A port whose next one is free, too. */
  private static int twoPorts() {
    return Eventually.get(FreePorts::pick, one -> isFree(one + 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(LearnerSpec spec, Sender sender) {
    String events = spec.events().topic();
    String labels = "watched-labels";
    Measurements measurements = new Measurements(spec);
    for (int i = 0; i < GOOD; i++) {
      String id = "m-" + i;
      sender.good(events, id, measurements.event(i, id, i));
      sender.good(labels, id, Measurements.label(id, i, i % 3 * 10));
    }
    sender.good(events, "m-1", measurements.event(1, "m-1", 1)); // a second time
    sender.bad(events, "none", "no JSON", Reason.MALFORMED, "");
    sender.good(events, "m-x", "{\"id\": \"m-x\", \"at\": %d, \"size\": \"x\"}".formatted(at(1)));
    sender.mark(at(GOOD), events, labels);
  }

  private static long at(int minute) {
    return Measurements.time(minute);
  }

  /** Events come and no label does, until the job says that it waits, and has a checkpoint. */
  private static Exposition awaitHeld(LearnerSpec spec, Sender sender) {
    Measurements measurements = new Measurements(spec);
    int[] next = {GOOD};
    return Eventually.get(
        () -> {
          String id = "m-" + next[0]++;
          sender.good(spec.events().topic(), id, measurements.event(next[0], id, next[0]));
          return scrape();
        },
        now ->
            now.of(MetricsPage.exposed(JobMetric.HELD)).findAny().isPresent()
                && now.of("flink_jobmanager_job_lastCheckpointDuration")
                    .anyMatch(one -> one.value() >= 0),
        run::lastLines);
  }

  private static Exposition scrape() {
    return Exposition.all(
        Stream.of(
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + (port + 1)),
                system.serving().address())
            .map(Exposition::scrape)
            .toList());
  }

  @AfterAll
  static void end() {
    if (system != null) {
      system.close();
    }
    run.close();
  }

  @Test
  void theJobShowsWhatTheReferenceSaysAndNothingElse() {
    Set<String> declared =
        Stream.concat(
                Arrays.stream(Count.values()).map(MetricsPage::exposed),
                Arrays.stream(JobMetric.values()).map(MetricsPage::exposed))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> ours =
        shown.names().stream()
            .filter(name -> name.contains("_gradstream_"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(declared).containsAll(ours);
    declared.removeAll(ours);
    assertThat(declared)
        .containsExactlyInAnyOrderElementsOf(NOT_SHOWN.stream().map(MetricsPage::exposed).toList());
    for (JobMetric metric : JobMetric.values()) {
      assertThat(shown.of(MetricsPage.exposed(metric)))
          .allSatisfy(one -> assertThat(metric.labels()).isSubsetOf(one.labels().keySet()));
    }
    assertThat(shown.names()).containsAll(MetricsPage.OF_FLINK.keySet());
  }

  @Test
  void theServiceShowsWhatTheReferenceSays() {
    Set<String> declared =
        Arrays.stream(Metric.values())
            .map(Metric::exposed)
            .filter(name -> !name.contains("grpc")) // it has no port here
            .collect(Collectors.toSet());
    assertThat(shown.types().keySet())
        .filteredOn(name -> name.startsWith("gradstream_"))
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void whatIsShownIsWhatHappened() {
    assertThat(of(Count.LABELS_READ)).isEqualTo(GOOD);
    assertThat(of(Count.LABELS_JOINED)).isEqualTo(GOOD);
    assertThat(of(Count.EXAMPLES)).isEqualTo(GOOD);
    assertThat(of(Count.EVENTS_READ)).isGreaterThan(GOOD + 2);
    assertThat(of(Count.EVENTS_DEAD)).isEqualTo(2);
    assertThat(of(JobMetric.DEAD_LETTERS, "reason", "MALFORMED")).isEqualTo(1);
    assertThat(of(JobMetric.DEAD_LETTERS, "reason", "DUPLICATE")).isEqualTo(1);
    assertThat(of(JobMetric.MISSING, "field", "kind")).isEqualTo(1);
    assertThat(of(JobMetric.SET_ASIDE, "reason", "WRONG_TYPE")).isEqualTo(1);
    assertThat(of(JobMetric.SCORE, "score", "n")).isGreaterThanOrEqualTo(GOOD);
    assertThat(of(JobMetric.LAG, "operator_name", "learner")).isPositive();
    assertThat(shown.of(MetricsPage.exposed(JobMetric.HELD)))
        .anySatisfy(
            one -> {
              assertThat(one.labels()).containsEntry("topic", "watched-labels");
              assertThat(one.value()).isGreaterThanOrEqualTo(10_000);
            });
  }

  private static double of(Count count) {
    return shown
        .sum(MetricsPage.exposed(count), "job_name", "watched-one")
        .orElseThrow(() -> new AssertionError(count + " is not shown"));
  }

  private static double of(JobMetric metric, String label, String value) {
    return shown
        .sum(MetricsPage.exposed(metric), label, value)
        .orElseThrow(() -> new AssertionError(metric + " is not shown of " + value));
  }

  /** Names that the page's table has, with what may stand behind them. */
  @Test
  void everyScoreIsInTheReference() {
    List<String> scores =
        shown
            .of(MetricsPage.exposed(JobMetric.SCORE))
            .map(one -> one.labels().get("score"))
            .distinct()
            .toList();
    assertThat(scores).contains("accuracy_window", "no_change_window", "logloss");
    assertThat(scores).allSatisfy(score -> assertThat(MetricsPage.isScore(score)).isTrue());
  }

  @Test
  void everyQueryOfTheDashboardAsksForMetricsAndLabelsThatThereAre() {
    Dashboard dashboard = Dashboard.read();
    List<String> queries =
        Stream.concat(dashboard.queries().stream(), dashboard.variables().stream()).toList();
    assertThat(queries).hasSizeGreaterThan(40);
    assertThat(queries).allSatisfy(MetricsIT::assertAnswered);
  }

  private static void assertAnswered(String text) {
    PromQl query = PromQl.of(text);
    assertThat(query.functions()).isSubsetOf("sum", "max", "count", "rate", "histogram_quantile");
    assertThat(query.selectors()).isNotEmpty();
    for (PromQl.Selector selector : query.selectors()) {
      assertThat(shown.of(selector.metric()))
          .as(selector.metric())
          .anyMatch(one -> one.labels().keySet().containsAll(selector.labels()));
    }
    for (String label : query.grouping()) {
      assertThat(query.selectors())
          .as(label)
          .anyMatch(
              selector ->
                  shown.of(selector.metric()).anyMatch(one -> one.labels().containsKey(label)));
    }
  }
}

package io.gradstream.e2e;

import io.gradstream.operators.record.Count;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.serving.report.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the reference page of metrics from their declarations. */
final class MetricsPage {

  /** Of every metric of an operator, by Flink's own naming. */
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  /** Of those of ours. */
  static final String JOB = OPERATOR + ShownNumbers.GROUP + "_";

  /** Flink's connector says whose it is. */
  private static final String CONTROL_SOURCE =
      OPERATOR + "deserializer_" + ShownNumbers.GROUP + "_";

  /** Metrics of Flink itself that tell how a learner does, with unit and meaning. */
  static final Map<String, List<String>> OF_FLINK = ofFlink();

  private static final String SCORES =
      """
      | label `score` | unit | meaning |
      |---|---|---|
      | `n`, `n_scored`, `n_window` | examples | met; those that the scores are of; those in the window |
      | `accuracy`, `no_change`, `majority` | share | classes answered right; the same of whoever repeats the last label, or says the most frequent one |
      | `kappa`, `kappa_t`, `kappa_m` | at most 1 | accuracy beside chance, beside no change, beside majority |
      | `auc` | share | area under the ROC curve, of two classes |
      | `logloss`, `prior_logloss` | nats | log-loss, and that of a running prior |
      | `mae`, `no_change_mae`, `mean_mae` | of the label | mean absolute error of a number; of whoever repeats the last label, or says the mean |
      | `rmse`, `no_change_rmse`, `mean_rmse` | of the label | the same of squared errors, under the root |
      | `r2` | at most 1 | share of the variance that is explained |
      | `coverage`, `interval_width` | share; of the label | labels within the bounds of their answers (`target.intervals`); the mean distance between these |
      | `loss`, `perplexity` | as the loss; nats a token | of events that are their own labels |

      With `_fading` and `_window` behind it: accuracy, log-loss, MAE and loss, each with its baselines, and coverage and width, of
      [the last examples](evaluate.md#the-last-examples). Alert on these: a score of the whole stream hardly moves in its second year. One that is
      not defined yet is absent. Of several models in a subtask there is no window. What stands here of one subtask is of its models alone; each model's
      own scores, and all else that is told of single models, are on the [metrics topic](operations.md#metrics).
      """;

  private static final String INTRODUCTION =
      """
      # Metrics

      What the query service and a learner's job show to Prometheus. This page is generated from the declarations, and a test compares it with what
      running processes show; after a change write it anew with
      `./mvnw test -pl e2e-tests -am -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgradstream.write=true`.

      The same numbers of the job, and more of single models, stand on the topic `LEARNER.metrics` ([operations](operations.md#metrics)). A dashboard for
      Grafana is [gradstream.json](../deploy/grafana/dashboards/gradstream.json); `docker compose up` runs it on http://localhost:3000.

      ## Where they are

      | what runs | how to switch them on | where |
      |---|---|---|
      | the query service | they are on; with tokens they want one of the role `read` | `GET /metrics` |
      | a learner with processes of its own | `gradstream deploy SPEC --metrics-port 9249` | JobManager 127.0.0.1:9249, TaskManagers on the next ports |
      | the cluster of `up` | `gradstream up --metrics-port 9249` | the same |
      | docker compose, [Kubernetes](operations.md#kubernetes) | they are on | port 9249 of each process |
      | a cluster of yours | its configuration, below | port 9249 of each process |

      Off by default; local processes show them on the loopback interface alone. In a stock Flink the reporter lies in `plugins/metrics-prometheus`
      already, so nothing is copied and the job jar has none of it:

          metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
          metrics.reporter.prometheus.port: 9249
          metrics.reporter.prometheus.filterLabelValueCharacters: false

      That one listens on every interface and asks nobody who he is: keep the port closed, as [Flink's others](security.md). Without the last line Flink
      writes `_` for the hyphens of a learner's name. Other reporters of Flink (OpenTelemetry, JMX, Datadog) show the same numbers under names of their own.
      """;

  private MetricsPage() {}

  private static Map<String, List<String>> ofFlink() {
    Map<String, List<String>> metrics = new LinkedHashMap<>();
    metrics.put(
        "flink_jobmanager_job_lastCheckpointDuration",
        List.of("milliseconds", "Time that the last checkpoint took; -1 before the first."));
    metrics.put(
        "flink_jobmanager_job_lastCheckpointSize", List.of("bytes", "What was written for it."));
    metrics.put(
        "flink_jobmanager_job_numberOfCompletedCheckpoints",
        List.of("checkpoints", "Since the JobManager started."));
    metrics.put(
        "flink_jobmanager_job_numberOfFailedCheckpoints",
        List.of("checkpoints", "The same of those that came to nothing. Alert on a rise."));
    metrics.put(
        "flink_jobmanager_job_numRestarts",
        List.of("restarts", "Of the job since the JobManager started. Alert on a rise."));
    metrics.put(
        OPERATOR + "pendingRecords",
        List.of("records", "What a source has not read yet of its topic. Alert when it grows."));
    metrics.put(
        OPERATOR + "currentOutputWatermark",
        List.of("epoch milliseconds", "Event time that an operator has come to."));
    metrics.put(
        "flink_taskmanager_job_task_busyTimeMsPerSecond",
        List.of("milliseconds a second", "How busy a task is; 1,000 is all it can."));
    metrics.put(
        "flink_taskmanager_Status_JVM_Memory_Heap_Used",
        List.of("bytes", "Java heap of a TaskManager, where networks lie."));
    return metrics;
  }

  /** What the page says. */
  static String text() {
    List<String> lines = new ArrayList<>(List.of(INTRODUCTION));
    lines.add(
        """
        ## The query service

        Counters since the start of the process. No label holds what a caller wrote.
        """);
    lines.add(table("name | type | unit | labels | meaning", service()));
    lines.add(
        """
        ## The job

        Names begin with `%s`. All are gauges, as everything is that Flink's reporter shows but histograms. Besides the labels named
        here each has Flink's: `job_name`, the learner's name; `operator_name`; `subtask_index`; `tm_id`, `host`, and `task_attempt_id`, which is
        another after a restart. So `rate()` sees no step down where a job goes back to its checkpoint; do not leave that label out by
        `scope.variables.excludes`. Add subtasks up with `sum`, but for what is a time: there `max`.

        **Counts** are of all since the learner's first event, and exact across restarts. In a time in which no checkpoint can be made they run ahead, and
        come again when the job goes back.
        """
            .formatted(JOB));
    lines.add(table("name | unit | meaning", counts()));
    lines.add("**Numbers of the moment**, and counts since a task started where that is said.\n");
    lines.add(table("name | unit | labels | meaning", numbers()));
    lines.add("## Scores\n\n" + SCORES);
    lines.add("## Flink's own\n\nA few of many, which the dashboard has or an alert wants.\n");
    lines.add(table("name | unit | meaning", flink()));
    return String.join("\n", lines);
  }

  /** Whether the page has a score of that name. */
  static boolean isScore(String score) {
    return SCORES.contains("`" + score.replaceFirst("(?<!^n)_(window|fading)$", "") + "`");
  }

  private static Stream<List<String>> service() {
    return Stream.of(Metric.values())
        .map(
            metric ->
                List.of(
                    code(metric.exposed()),
                    metric.type().name().toLowerCase(Locale.ROOT),
                    metric.unit(),
                    labels(metric.labels()),
                    metric.meaning()));
  }

  private static Stream<List<String>> counts() {
    return Stream.of(Count.values())
        .map(count -> List.of(code(tail(count)), "count", count.meaning()));
  }

  private static Stream<List<String>> numbers() {
    return Stream.of(JobMetric.values())
        .map(
            metric ->
                List.of(
                    code(
                        metric == JobMetric.COMMANDS_REFUSED
                            ? exposed(metric)
                            : exposed(metric).substring(JOB.length())),
                    metric.unit(),
                    labels(metric.labels()),
                    metric.meaning()));
  }

  private static Stream<List<String>> flink() {
    return OF_FLINK.entrySet().stream()
        .map(
            entry ->
                List.of(code(entry.getKey()), entry.getValue().get(0), entry.getValue().get(1)));
  }

  /** The name that a count is scraped under. */
  static String exposed(Count count) {
    return JOB + tail(count);
  }

  /** The name that a number is scraped under. */
  static String exposed(JobMetric metric) {
    String prefix = metric == JobMetric.COMMANDS_REFUSED ? CONTROL_SOURCE : JOB;
    return prefix
        + Stream.concat(metric.labels().stream(), Stream.of(metric.measure()))
            .map(part -> part.replace('.', '_'))
            .collect(Collectors.joining("_"));
  }

  private static String tail(Count count) {
    return count.measure().replace('.', '_');
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(MetricsPage::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String table(String head, Stream<List<String>> rows) {
    String line = "|" + "---|".repeat(head.split("\\|").length) + "\n";
    return rows.map(row -> "| " + String.join(" | ", row) + " |\n")
        .collect(Collectors.joining("", "| " + head + " |\n" + line, ""));
  }
}

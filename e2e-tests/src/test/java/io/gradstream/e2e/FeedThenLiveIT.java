package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.reports.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * History by {@code gradstream feed}, then the stream, whose labels are waited for far longer than
 * lies between: both are learned as they come, on a broker with the settings it has by itself.
 */
@ExtendWith(OnCluster.class)
final class FeedThenLiveIT {

  private static final int HISTORY = 40; // events, a minute each where they have a time
  private static final int LIVE_FROM = 180; // more than an hour later
  private static final int LIVE = 200;

  /** What stands at the end of each partition waits for the next that comes there. */
  private static final int LEARNED_OF_LIVE = 150;

  @TempDir private Path folder;

  private final Cluster cluster;

  FeedThenLiveIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @ParameterizedTest
  @CsvSource({"json, 4, true", "json, 1, false", "avro, 4, false", "avro, 1, true"})
  void bothAreLearned(String format, int partitions, boolean timed) throws Exception {
    Path file = spec(format, partitions, timed);
    LearnerSpec spec = SpecReader.read(file);
    cluster
        .broker()
        .createTopics(
            Stream.of("events", "labels")
                .map(kind -> new NewTopic(spec.name() + "-" + kind, partitions, (short) 1))
                .toList());
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, spec)) {
      assertThat(feed(file)).contains("40 events, 40 labels");
      assertThat(learner.standingAfter(HISTORY, 0).examples()).isEqualTo(HISTORY);

      try (Sender sender = new Sender(cluster.broker().address())) {
        learner.send(sender, LIVE_FROM, LIVE_FROM + LIVE);
      }
      Standing standing = learner.standingAfter(HISTORY + LEARNED_OF_LIVE, 0);
      assertThat(standing.dead()).isZero();
      assertThat(standing.missed()).isZero();
    }
  }

  private String feed(Path spec) throws Exception {
    Path history = folder.resolve("history.csv");
    Files.writeString(history, Measurements.csv(HISTORY, 0));
    Process feed =
        CommandLine.start(
            folder,
            "feed",
            spec.toString(),
            history.toString(),
            "--brokers",
            cluster.broker().address());
    String output = new String(feed.getInputStream().readAllBytes(), UTF_8);
    assertThat(feed.waitFor()).as(output).isZero();
    return output;
  }

  private Path spec(String format, int partitions, boolean timed) throws IOException {
    boolean avro = format.equals("avro");
    String name = "fed-%s-%d-%s".formatted(format, partitions, timed ? "timed" : "untimed");
    if (avro) {
      copy("avro/registry");
      Files.copy(Learners.path("avro/measurement.avsc"), folder.resolve("measurement.avsc"));
    }
    String text =
        Files.readString(Learners.path(avro ? "avro/learner.yaml" : "outage.yaml"))
            .replace("bad-avro", name)
            .replace("outage", name)
            .replace("wait: 1h", "wait: 60d");
    String spec = timed ? text : text.replace(", time: at", "").replace(", time: known", "");
    return Files.writeString(folder.resolve("learner.yaml"), spec);
  }

  private void copy(String registry) throws IOException {
    Path copied = Files.createDirectory(folder.resolve("registry"));
    List<Path> schemas;
    try (Stream<Path> all = Files.list(Learners.path(registry))) {
      schemas = all.toList();
    }
    for (Path schema : schemas) {
      Files.copy(schema, copied.resolve(schema.getFileName()));
    }
  }
}

package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.LocalServing;
import io.gradstream.local.QueryClient;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A learner that somebody deploys once more, without its state, while its job runs. */
@ExtendWith(OnCluster.class)
final class TwoJobsIT {

  private static final String SPEC = "deployed-twice.yaml";
  private static final int EVENTS = 40;
  private static final String QUESTION =
      """
      {"inputs": [
        {"name": "size", "datatype": "FP64", "shape": [1], "data": [3]},
        {"name": "kind", "datatype": "BYTES", "shape": [1], "data": ["kind-1"]}]}\
      """;

  private final Cluster cluster;

  TwoJobsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void theFirstSaysWhyAndEndsAndReadersFollowTheSecond() {
    try (LocalServing serving = serving();
        RunningLearner first = RunningLearner.deploy(cluster, SPEC)) {
      QueryClient client = new QueryClient(serving.address(), first.spec().name());
      learn(first, 0);
      Version left = servedAfter(client, new Version(0, 0));
      try (RunningLearner second = RunningLearner.deployAgain(cluster, SPEC)) {
        assertThat(first.failure())
            .contains("learner deployed-twice has been deployed again (run 1")
            .contains("this job (run 0) ends");
        learn(second, EVENTS);
        assertThat(servedAfter(client, left).generation()).isEqualTo(1);
        assertThat(second.state()).isEqualTo("RUNNING");
      }
    }
  }

  private LocalServing serving() {
    LocalServing serving =
        LocalServing.start(
            cluster.home(),
            cluster.run(),
            cluster.broker().address(),
            List.of("deployed-twice"),
            cluster.run().folder().resolve("large"));
    serving.awaitReady();
    return serving;
  }

  private void learn(RunningLearner learner, int from) {
    Measurements measurements = new Measurements(learner.spec());
    try (Sender sender = new Sender(cluster.broker().address())) {
      for (int i = from; i < from + EVENTS; i++) {
        String id = "two-" + i;
        sender.good(learner.events(), id, measurements.event(i, id, i));
        sender.good(learner.labels(), id, Measurements.label(id, i, 20));
      }
      sender.mark(Measurements.time(from + EVENTS), learner.events(), learner.labels());
    }
  }

  private static Version servedAfter(QueryClient client, Version before) {
    return Eventually.get(
            () -> served(client),
            at -> at.filter(version -> version.compareTo(before) > 0).isPresent())
        .orElseThrow();
  }

  private static Optional<Version> served(QueryClient client) {
    return client.infer(QUESTION).map(answer -> Version.parse(answer.modelVersion()));
  }
}

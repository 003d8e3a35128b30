package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.LocalServing;
import io.gradstream.local.QueryClient;
import io.gradstream.local.QueryClient.Answer;
import io.gradstream.schemas.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The query service answers from the models a running job publishes. */
@ExtendWith(OnCluster.class)
final class QueryServiceIT {

  private static final String QUESTION =
      """
      {"inputs": [
        {"name": "size", "datatype": "FP64", "shape": [1], "data": [3]},
        {"name": "kind", "datatype": "BYTES", "shape": [1], "data": ["kind-1"]}]}""";

  private final Cluster cluster;

  QueryServiceIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void itFollowsTheJobFromNoModelToEverNewerOnes() {
    try (LocalServing serving =
        LocalServing.start(
            cluster.home(),
            cluster.run(),
            cluster.broker().address(),
            List.of("queried"),
            cluster.run().folder().resolve("large"))) {
      serving.awaitReady();
      QueryClient client = new QueryClient(serving.address(), "queried");
      assertThat(client.readiness()).isEqualTo(503);
      assertThat(client.post(QUESTION).statusCode()).isEqualTo(503);
      try (RunningLearner learner = RunningLearner.deploy(cluster, "queried.yaml");
          Sender sender = new Sender(cluster.broker().address())) {
        Answer first = answerAfter(client, sender, learner, 0, "0.0");
        Answer later = answerAfter(client, sender, learner, 40, first.modelVersion());
        assertThat(client.readiness()).isEqualTo(200);
        assertThat(later.output()).isNotEqualTo(first.output());
      }
    }
  }

  /** Sends forty measurements and gives the first answer of a version later than the given one. */
  private static Answer answerAfter(
      QueryClient client, Sender sender, RunningLearner learner, int from, String version) {
    Measurements measurements = new Measurements(learner.spec());
    for (int i = from; i < from + 40; i++) {
      String id = "q-" + i;
      sender.good(learner.events(), id, measurements.event(i, id, i));
      sender.good(learner.labels(), id, Measurements.label(id, i, 20));
    }
    sender.mark(Measurements.time(from + 39), learner.events(), learner.labels());
    return Eventually.get(
            () -> client.infer(QUESTION),
            answer -> answer.filter(given -> isLater(given, version)).isPresent())
        .orElseThrow();
  }

  private static boolean isLater(Answer answer, String version) {
    return Version.parse(answer.modelVersion()).compareTo(Version.parse(version)) > 0;
  }
}

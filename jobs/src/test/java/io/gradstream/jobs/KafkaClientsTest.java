package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {

  private final KafkaClients clients =
      new KafkaClients(JobOptions.of(TestSpecs.TRIPS, "broker:9092", Path.of("snapshots")));

  /** Not of its own accord, which nobody wanted: who deletes a topic makes it anew himself. */
  @Test
  void readingATopicDoesNotMakeIt() {
    assertThat(clients.committedOnly())
        .containsEntry("allow.auto.create.topics", "false")
        .containsEntry("isolation.level", "read_committed");
  }
}

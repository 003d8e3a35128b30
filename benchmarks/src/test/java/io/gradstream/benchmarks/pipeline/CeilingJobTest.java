package io.gradstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class CeilingJobTest {

  @Test
  void flinkTakesTheJob() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();

    CeilingJob.wire(environment, "localhost:9092", "in", "out");

    assertThat(environment.getStreamGraph().getStreamNodes()).isNotEmpty();
  }
}

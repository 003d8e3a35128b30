package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlCommandCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of records on the control topic. */
class ControlRecordsTest {

  private final ControlRecords records = new ControlRecords();
  private final Counter refused = new SimpleCounter();
  private final List<ControlAt> commands = new ArrayList<>();

  @BeforeEach
  void open() {
    records.open(new Counting(refused));
  }

  /** Gives the one counter there is. */
  private record Counting(Counter counter) implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public MetricGroup addGroup(String name) {
          assertThat(name).isEqualTo(ShownNumbers.GROUP);
          return this;
        }

        @Override
        public Counter counter(String name) {
          assertThat(name).isEqualTo("commands.refused");
          return counter;
        }
      };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException("not needed");
    }
  }

  @Test
  void aCommandGoesOn() {
    read(encoded(0.5f));

    assertThat(commands).containsExactly(new ControlAt(new SetLearningRate("c1", 0.5f), 7));
    assertThat(refused.getCount()).isZero();
  }

  @Test
  void aLearningRateOfABillionIsCountedAndLeftOut() {
    byte[] command = encoded(0.5f);
    ByteBuffer.wrap(command)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(command.length - Float.BYTES, 1e9f);

    read(command);

    assertThat(commands).isEmpty();
    assertThat(refused.getCount()).isEqualTo(1);
  }

  @Test
  void whatIsNoCommandIsCountedAndLeftOut() {
    read(new byte[] {1, 2, 3});
    read(null);

    assertThat(commands).isEmpty();
    assertThat(refused.getCount()).isEqualTo(2);
  }

  private static byte[] encoded(float rate) {
    return new ControlCommandCodec().encode(new SetLearningRate("c1", rate));
  }

  private void read(byte[] value) {
    records.deserialize(
        new ConsumerRecord<>("trips.control", 0, 7, null, value), new ListCollector<>(commands));
  }
}

package io.gradstream.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.InvalidDataException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SampledRecordsTest {

  private final SampledRecords records = new SampledRecords(10, Optional.empty());

  private void take(String value) {
    records.take(new ConsumerRecord<>("clicks", 0, 7, new byte[0], value.getBytes(UTF_8)));
  }

  @Test
  void anEmptyValueIsNoObjectAndNothingBreaks() {
    take("");
    assertThatThrownBy(() -> records.objects("clicks"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("no record of clicks can be read")
        .hasMessageContaining("no object")
        .hasMessageContaining("They are to be JSON objects");
    take("{\"x\": 1}");
    assertThat(records.objects("clicks")).hasSize(1);
    assertThat(records.areFramedJson()).isFalse();
  }

  @Test
  void whatLooksLikeAvroIsToldSo() {
    take("\0\0\0\0\7a");
    assertThatThrownBy(() -> records.objects("clicks")).hasMessageContaining("give --registry URL");
  }
}

package io.gradstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.learning.spec.read.SpecReader;
import org.junit.jupiter.api.Test;

class SensorEventsTest {

  @Test
  void theLearnerReadsThem() {
    LearnerSpec spec = SpecReader.read(SensorLearner.keyed("bench", "events"));
    EventDecoder decoder =
        TopicRecords.decoder(spec.events().format(), spec.model().events(), 1 << 20);
    SensorEvents events = new SensorEvents();

    for (long number = 0; number < 20; number++) {
      byte[] bytes = events.next(number, 1_700_000_000_000L);
      assertThat(bytes).hasSizeBetween(160, 200);
      assertThat(bytes[1]).isEqualTo((byte) ('a' + number % SensorEvents.SENSORS));
      assertThat(decoder.decode(bytes, null)).isInstanceOf(Decoded.Good.class);
    }
  }
}

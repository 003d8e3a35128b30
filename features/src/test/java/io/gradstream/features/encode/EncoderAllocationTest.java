package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gradstream.features.encode.FeatureSpec.Numbers;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.encode.FeatureSpec.Tokens;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An image or a text is encoded without a byte of garbage. */
class EncoderAllocationTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("image", FieldType.NUMBERS, false),
              new EventField("text", FieldType.TEXT, false)),
          ZoneOffset.UTC);

  private static final Event EVENT = Event.of(new float[784], "Grüße, World! 123 ".repeat(20));

  static Stream<FeatureSpec> features() {
    return Stream.of(
        new Numbers("image", List.of(28, 28, 1), new Scaling.None()),
        new Numbers("image", List.of(28, 28, 1), new Scaling.Divide(255)),
        new Numbers("image", List.of(28, 28, 1), new Scaling.Online()),
        Tokens.bytes("text", 200),
        Tokens.characters("text", 200, "abcdefg"),
        Tokens.words("text", 64, 1000));
  }

  @ParameterizedTest
  @MethodSource("features")
  void encodingAllocatesNothing(FeatureSpec feature) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Encoder encoder = new Encoder(SCHEMA, List.of(feature));
    float[] dense = new float[encoder.width()];
    int[] rows = new int[0];
    encode(encoder, dense, rows, 100);

    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    encode(encoder, dense, rows, 1000);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(allocated).isLessThan(1000); // of a thousand events: less than a byte each
  }

  private static void encode(Encoder encoder, float[] dense, int[] rows, int times) {
    for (int i = 0; i < times; i++) {
      encoder.encode(EVENT, dense, 0, rows, 0);
    }
  }
}

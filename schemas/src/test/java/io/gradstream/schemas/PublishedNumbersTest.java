package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Predictions of numbers that no float is near enough to. */
class PublishedNumbersTest {

  private static final RecordForm JSON = new RecordForm.Json();
  private static final RecordForm FRAMED = new RecordForm.Framed(70_000);
  private static final Version VERSION = new Version(3, 1200);

  private static ObjectNode named(double[] output, Optional<List<String>> classes) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    named.set("value", JsonNumber.of(output[0]));
    return named;
  }

  @Test
  void everyNumberComesBackInEveryForm() {
    Random random = new Random(5);
    PredictionCodec codec = new PredictionCodec(PublishedNumbersTest::named, true);
    for (int i = 0; i < 5_000; i++) {
      double any = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(30) - 10);
      Prediction sample =
          new Prediction("l", "", "", new double[] {any}, VERSION, Optional.empty(), 1);
      for (RecordForm form : List.of(JSON, FRAMED, new RecordForm.SingleObject())) {
        assertThat(codec.decode(codec.encode(sample, form)).output()).as("%s", form).contains(any);
      }
    }
  }

  @Test
  void numbersThatAreFloatsAreFramedByTheSameSchema() {
    PredictionCodec codec = new PredictionCodec(PublishedNumbersTest::named, true);
    Prediction sample =
        new Prediction("l", "", "", new double[] {0.25}, VERSION, Optional.empty(), 1);
    byte[] framed = codec.encode(sample, FRAMED);

    assertThat(framed).endsWith(0, 0); // no classes, no value of its own
    assertThat(codec.decode(framed)).usingRecursiveComparison().isEqualTo(sample);
  }
}

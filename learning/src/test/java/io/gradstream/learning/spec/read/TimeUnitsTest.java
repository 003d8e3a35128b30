package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradstream.features.decode.Envelope;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.LabelsSpec.OwnTopic;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat.Json;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units of times, and envelopes, as specs say and inherit them. */
class TimeUnitsTest {

  private static final String SPEC =
      """
      learner: trips
      events: {topic: trips, time: at, id: id%s}
      labels: {topic: fares, id: id, time: paid%s}
      features:
        - {field: born, as: month%s}
        - {field: at, as: timeOfDay%s}
        - {field: x, as: numeric}
      target: {regression: total}
      """;

  private static LearnerSpec read(String events, String labels, String born, String at) {
    return Specs.read(Map.of(), SPEC.formatted(events, labels, born, at));
  }

  private static Optional<EpochUnit> unit(EventSchema schema, String field) {
    return schema.fields().get(schema.indexOf(field)).unit();
  }

  @Test
  void withoutAWordNoUnitIsSaid() {
    LearnerSpec spec = read("", "", "", "");
    for (String field : new String[] {"at", "born", "x", "id"}) {
      assertThat(unit(spec.model().events(), field)).as(field).isEmpty();
    }
    assertThat(spec.events().format()).isEqualTo(new Json());
  }

  @Test
  void theUnitOfEventsIsThatOfAllTimes() {
    LearnerSpec spec = read(", unit: seconds, envelope: debezium", "", "", "");
    assertThat(unit(spec.model().events(), "at")).contains(EpochUnit.SECONDS);
    assertThat(unit(spec.model().events(), "born")).contains(EpochUnit.SECONDS);
    assertThat(unit(spec.model().events(), "x")).isEmpty();
    OwnTopic labels = (OwnTopic) spec.labels();
    assertThat(unit(labels.schema(), "paid")).contains(EpochUnit.SECONDS);
    assertThat(spec.events().format()).isEqualTo(new Json(Envelope.DEBEZIUM));
    assertThat(labels.format()).isEqualTo(new Json(Envelope.DEBEZIUM));
  }

  @Test
  void kafkasOwnTimestampIsInMilliseconds() {
    LearnerSpec spec =
        Specs.read(
            Map.of(), SPEC.formatted(", unit: seconds", "", "", "").replace("born", "$timestamp"));
    assertThat(unit(spec.model().events(), "$timestamp")).isEmpty();
  }

  @Test
  void eachMayHaveAnother() {
    LearnerSpec spec =
        read(", unit: micros", ", unit: nanos, envelope: connect", ", unit: millis", "");
    assertThat(unit(spec.model().events(), "at")).contains(EpochUnit.MICROS);
    assertThat(unit(spec.model().events(), "born")).contains(EpochUnit.MILLIS);
    OwnTopic labels = (OwnTopic) spec.labels();
    assertThat(unit(labels.schema(), "paid")).contains(EpochUnit.NANOS);
    assertThat(labels.format()).isEqualTo(new Json(Envelope.CONNECT));
    assertThat(spec.events().format()).isEqualTo(new Json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", unit: seconds | , unit: millis | must be one unit for each field: millis, and at counts seconds",
        "'' | , unit: words | must be days, seconds, millis, micros or nanos for a time: words",
        "'' | , unit: years | must be one of bytes, characters, words, days, seconds",
      })
  void aUnitThatCannotBeIsNamed(String events, String at, String words) {
    assertThat(errors(SPEC.formatted(events, "", "", at))).contains(words);
  }

  @Test
  void onlyTokensAndTimesHaveUnits() {
    String spec = SPEC.formatted("", "", "", "");
    assertThat(errors(spec.replace("as: numeric", "as: numeric, unit: seconds")))
        .contains("must be given for tokens and for times only: seconds");
    assertThat(errors(spec.replace("as: numeric", "as: tokens, unit: seconds")))
        .contains("must be bytes, characters or words for tokens: seconds");
  }

  private static String errors(String text) {
    return catchThrowableOfType(InvalidSpecException.class, () -> Specs.read(Map.of(), text))
        .getMessage();
  }
}

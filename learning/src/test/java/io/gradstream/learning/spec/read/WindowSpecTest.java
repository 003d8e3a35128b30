package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.NextLabel;
import io.gradstream.learning.spec.LearnerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows, and labels that the next event tells, as specs say them. */
class WindowSpecTest {

  private static final String SPEC =
      """
      learner: air
      events: {topic: hours, time: at}
      labels: {of: next, by: station}
      features: [{field: dust, as: window, %s}]
      target: {regression: dust}
      network: [{gru: 4}]
      """;

  private static LearnerSpec read(String feature) {
    return Specs.read(SPEC.formatted(feature));
  }

  private static FeatureSpec window(String feature) {
    return read(feature).model().features().get(0);
  }

  private static void refused(String spec, String message) {
    assertThatThrownBy(() -> Specs.read(spec)).hasMessageContaining(message);
  }

  @Test
  void aWindowHasItsLastEvents() {
    assertThat(window("last: 24"))
        .isEqualTo(new FeatureSpec.Window(List.of("dust"), 24, 0, "at", Optional.empty(), 1));
    assertThat(window("with: [heat, wind], last: 24, by: station, capacity: 12"))
        .isEqualTo(
            new FeatureSpec.Window(
                List.of("dust", "heat", "wind"), 24, 0, "at", Optional.of("station"), 12));
  }

  @Test
  void aWindowHasASpanInStrides() {
    assertThat(window("span: 24h, stride: 30m"))
        .isEqualTo(
            new FeatureSpec.Window(List.of("dust"), 48, 1_800_000, "at", Optional.empty(), 1));
  }

  @Test
  void asManyEntitiesAreKeptAsACategoryHasValuesAndMemoryAllows() {
    assertThat(((FeatureSpec.Window) window("last: 24, by: station")).entities()).isEqualTo(4096);
    assertThat(((FeatureSpec.Window) window("last: 10000, by: station")).entities()).isEqualTo(419);
  }

  @Test
  void theFieldsOfAWindowAreTheEvents() {
    assertThat(read("with: [heat], last: 3, by: place").model().events().fields())
        .extracting(field -> field.name() + " " + field.type())
        .containsExactly("at TIME", "heat NUMBER", "place TEXT", "dust NUMBER", "station TEXT");
  }

  @Test
  void theNextEventOfTheSameEntityTellsTheLabel() {
    assertThat(read("last: 3").learn().next())
        .contains(
            new NextLabel(Optional.of("station"), Optional.of("at"), Duration.ofDays(1), 4096));
    assertThat(Specs.read(Specs.MINIMAL).learn().next()).isEmpty();
  }

  @Test
  void anEventIsForecastAHorizonAhead() {
    String ahead = SPEC.replace("by: station", "by: station, horizon: 24h, wait: 30h");
    assertThat(Specs.read(ahead.formatted("last: 3")).learn().next())
        .contains(
            new NextLabel(
                Optional.of("station"),
                Optional.of("at"),
                Duration.ofDays(1),
                Duration.ofHours(30),
                4096));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "horizon: 24 | horizon must be a span of time in 1s..365d: 24. Add the unit: ms, s, m, h or d.",
        "horizon: 24h | must be less than labels.wait: 86400 s, and labels.wait is 86400 s",
        "horizon: 25h, wait: 24h | must be less than labels.wait: 90000 s, and labels.wait is 86400 s",
        "steps: 24 | labels.steps must be a known key: steps"
      })
  void whatIsNoHorizonIsSaid(String key, String message) {
    refused(SPEC.replace("by: station", "by: station, " + key).formatted("last: 3"), message);
  }

  @Test
  void aHorizonIsOfALaterEventAndNeedsATime() {
    String spec = SPEC.formatted("last: 3").replace("by: station", "horizon: 1h");
    refused(spec.replace("of: next, ", ""), "must be given with of: next only: 3600 s");
    refused(
        spec.replace(", time: at", "").replace("as: window, last: 3", "as: numeric"),
        "must go with events.time, by which an event is so much later: 3600 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "last: 0 | must be a whole number in 1..100000: 0",
        "last: 10000000 | must be a whole number in 1..100000: 10000000",
        "last: 100000, with: [a, b, c, d, e] | at most 1000000 values",
        "last: 1000, by: station, capacity: 100000 | at most 4194304 numbers",
        "with: [heat] | must be given for a window, or span and stride: absent",
        "span: 24h | must be given with span: 24h",
        "stride: 1h | must be given for a window, or span and stride: 1h",
        "span: 25h, stride: 2h | must be so many whole strides: 25h",
        "span: 3660d, stride: 1s | must make at most 100000 steps: 316224000 steps",
        "last: 3, span: 24h, stride: 1h | must stand without span and stride: 3",
        "last: 3, capacity: 7 | must be given with by only: 7",
        "last: 3, with: [dust] | must have fields, each once",
        "last: 3, embed: 4 | must be given for a category only: 4"
      })
  void whatIsNoWindowIsSaid(String feature, String message) {
    assertThatThrownBy(() -> read(feature)).hasMessageContaining(message);
  }

  @Test
  void aWindowIsOfNumbers() {
    assertThatThrownBy(() -> read("last: 3, with: [note]}, {field: note, as: tokens"))
        .hasMessageContaining("must use a field as one type")
        .hasMessageContaining("note is a text here and a number as features[0].with");
    assertThatThrownBy(
            () -> read("last: 3, with: [face]}, {field: face, as: image, shape: [4, 4, 1]"))
        .hasMessageContaining("face is an image here and a number as features[0].with");
  }

  @Test
  void anUnknownFieldIsFoundWhereASchemaKnowsTheFields() {
    String schema =
        """
        {"type": "record", "name": "Hour", "fields": [
          {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "station", "type": "string"}, {"name": "dust", "type": "double"}]}
        """;
    String spec =
        SPEC.formatted("last: 3, with: [dusk]")
            .replace("topic: hours,", "topic: hours, format: avro-plain, schema: hour.avsc,");

    assertThatThrownBy(() -> Specs.read(Map.of("hour.avsc", schema), spec))
        .hasMessageContaining("dusk");
  }

  @Test
  void aWindowNeedsATime() {
    refused(
        SPEC.formatted("last: 3").replace(", time: at", ""),
        "must have events.time, which says what came before");
  }

  @Test
  void aWindowNeedsANetworkThatReadsIt() {
    refused(
        SPEC.formatted("last: 3").replace("network: [{gru: 4}]\n", ""),
        "must be given for a sequence or an image: absent, and the input is [3, 3]");
  }

  @Test
  void aWindowHasNoLabelOfItsOwnEvent() {
    String own = SPEC.replace("{of: next, by: station}", "{}");
    refused(own.formatted("last: 3"), "must not be the label's field: dust");
    refused(
        own.formatted("last: 3").replace("field: dust", "field: heat, with: [dust]"),
        "must not read the label's field: dust, in the window of heat");
    assertThat(
            Specs.read(own.formatted("last: 3").replace("regression: dust", "regression: next"))
                .learn()
                .next())
        .isEmpty();
  }

  @Test
  void labelsOnATopicOfTheirOwnGoWithNoWindowAndTellOfNoNextEvent() {
    String topic = "{topic: labels, id: id}";
    String joined =
        SPEC.formatted("last: 3")
            .replace("time: at", "time: at, id: id")
            .replace("{of: next, by: station}", topic);
    refused(joined, "must be absent where a feature is a window: labels");
    refused(
        joined.replace(topic, "{of: next, topic: labels, id: id}"),
        "must be this when labels have a topic of their own: next");
  }

  @Test
  void whatIsNotOfTheNextEventIsSaid() {
    String spec = SPEC.formatted("last: 3");
    refused(spec.replace("of: next, ", ""), "must be given with of: next only: station");
    refused(spec.replace("of: next", "of: last"), "must be one of this, next: last");
    refused(spec.replace("by: station", "by: dust"), "must not be the label's field: dust");
    refused(
        spec.replace("{regression: dust}", "{reconstruct: true}"),
        "must be this when the target needs no label: next");
  }

  @Test
  void aWindowIsNoTargetOfItsOwn() {
    refused(
        SPEC.formatted("last: 3")
            .replace("{regression: dust}", "{reconstruct: true}")
            .replace("{of: next, by: station}", "{}"),
        "must be numbers, booleans or times for a target that is the event itself: dust");
  }

  @Test
  void aWindowIsShownInWords() {
    assertThat(window("last: 24, with: [heat], by: station").shown())
        .isEqualTo("dust, heat (window of 24 events by station)");
    assertThat(window("span: 24h, stride: 30m").shown())
        .isEqualTo("dust (window of 48 strides of 30m)");
  }
}

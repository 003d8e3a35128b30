package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.EventField;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.QueriesSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueriesSpecTest {

  private static LearnerSpec spec(String queries) {
    return Specs.read(
        """
        learner: a
        key: k
        events: {topic: e, id: i, time: t, envelope: debezium}
        labels: {topic: l, id: i}
        features: [{field: x, as: numeric}]
        target: {binary: y}
        %s
        """
            .formatted(queries));
  }

  @Test
  void aTopicIsEnough() {
    LearnerSpec spec = spec("queries: {topic: q}");

    assertThat(spec.queries())
        .contains(new QueriesSpec("q", spec.events().format(), List.of("a.replies")));
    assertThat(spec("").queries()).isEmpty();
    assertThat(UserTopic.queries(spec("")).isPresent()).isFalse();
  }

  @Test
  void ofAQueryTheModelKeyAloneMustBeThere() {
    UserTopic queries = UserTopic.queries(spec("queries: {topic: q}")).orElseThrow();

    assertThat(queries.time()).isEmpty();
    assertThat(queries.schema().fields())
        .filteredOn(EventField::required)
        .extracting(EventField::name)
        .containsExactly("k");
    assertThat(queries.schema().fields())
        .extracting(EventField::name)
        .as("an event of the models'")
        .containsExactlyElementsOf(
            spec("").model().events().fields().stream().map(EventField::name).toList());
  }

  @Test
  void inJsonThereIsNoEnvelope() {
    LearnerSpec spec = spec("queries: {topic: q, format: json, replies: [r, s]}");

    assertThat(spec.queries())
        .contains(new QueriesSpec("q", new StreamFormat.Json(), List.of("r", "s")));
  }

  @Test
  void itChangesNothingOfWhatIsLearned() {
    SpecChange change = SpecChange.between(spec(""), spec("queries: {topic: q}"));

    assertThat(change.kept()).isEqualTo(SpecChange.Kept.STATE);
    assertThat(change.changesLearning()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                    | queries.topic must be given
          {topic: e}                            | queries.topic must be no topic that the learner reads or writes otherwise
          {topic: l}                            | queries.topic must be no topic
          {topic: a.control}                    | queries.topic must be no topic
          {topic: a.replies}                    | queries.topic must be no topic
          {topic: q, replies: [r, q]}           | queries.replies must be no topic
          {topic: q, replies: [e]}              | queries.replies must be no topic
          {topic: q, replies: [a.models]}       | queries.replies must be no topic
          {topic: q, replies: []}               | queries.replies
          {topic: q, replies: ['*']}            | queries.replies[0]
          {topic: q, format: avro}              | queries.format must be one of events, json
          """)
  void whatCannotBeIsAnError(String queries, String message) {
    assertThatThrownBy(() -> spec("queries: " + queries))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }
}

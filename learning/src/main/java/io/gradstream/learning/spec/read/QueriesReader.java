package io.gradstream.learning.spec.read;

import io.gradstream.features.decode.Envelope;
import io.gradstream.learning.spec.QueriesSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.keys.TopicKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code queries}: topics that nobody else reads or writes, in the events' format or in JSON.
 */
final class QueriesReader {

  private final Section spec;
  private final Section queries;
  private final Findings findings;

  QueriesReader(Section spec, Findings findings) {
    this.spec = spec;
    this.queries = spec.section("queries");
    this.findings = findings;
  }

  /**
   * Empty where there is none, and where something is wrong, which is found then.
   *
   * @param ofEvents the events' format, where that is right
   */
  Optional<QueriesSpec> read(Optional<StreamFormat> ofEvents) {
    Optional<String> topic = queries.text("topic");
    if (topic.isEmpty()) {
      return Optional.empty();
    }
    List<String> replies = replies();
    areApart(topic.get(), replies);
    boolean isJson = TopicKeys.QUERY_FORMAT.of(queries);
    Optional<StreamFormat> format =
        isJson ? Optional.of(new StreamFormat.Json(Envelope.NONE)) : ofEvents;
    return format.map(as -> new QueriesSpec(topic.get(), as, replies));
  }

  private List<String> replies() {
    return TopicKeys.REPLIES
        .of(queries)
        .orElseGet(() -> spec.text("learner").map(Topics::replies).stream().toList());
  }

  /** A reply that is read as an event or a query again would be answered without end. */
  private void areApart(String topic, List<String> replies) {
    List<String> taken = new ArrayList<>();
    spec.text("learner").map(Topics::of).map(Topics::all).ifPresent(taken::addAll);
    Stream.of("events", "labels")
        .flatMap(section -> spec.section(section).text("topic").stream())
        .forEach(taken::add);
    areNoneOf(taken, queries.at("topic"), List.of(topic));
    taken.add(topic);
    Place at =
        queries.isWritten(TopicKeys.REPLIES) ? queries.at(TopicKeys.REPLIES) : queries.at("topic");
    areNoneOf(taken, at, replies);
  }

  private void areNoneOf(List<String> taken, Place at, List<String> names) {
    names.stream()
        .filter(taken::contains)
        .forEach(
            name ->
                findings.add(
                    at,
                    "must be no topic that the learner reads or writes otherwise",
                    name,
                    "Name another topic."));
  }
}

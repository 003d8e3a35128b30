package io.gradstream.serving.learn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.event.Decoded;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.http.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * A body read by a learner's spec.
 *
 * @param faults of records that would become dead letters, in their order
 * @param doubtful what is used as it is, and most likely means something else
 */
record Checked(
    List<RecordMaker.Made> events,
    List<RecordMaker.Made> labels,
    List<Fault> faults,
    List<String> doubtful) {

  private static final int TOLD = 8; // of many alike

  /**
   * Why a record is not sent.
   *
   * @param kind which of the body's arrays it stands in
   * @param record for instance {@code events[3]}
   */
  record Fault(String kind, String record, Decoded.Bad bad) {}

  /**
   * @param now epoch milliseconds
   * @throws HttpProblem when there are labels where events hold their own
   */
  static Checked of(LearnerTopics topics, LearnBody body, long now) {
    Checked checked =
        new Checked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    checked.take(LearnBody.EVENTS, body.events(), topics.eventMaker(), now, checked.events);
    if (!body.labels().isEmpty()) {
      RecordMaker maker = topics.labelMaker().orElseThrow(() -> noLabels(topics));
      checked.take(LearnBody.LABELS, body.labels(), maker, now, checked.labels);
    }
    return checked;
  }

  private static HttpProblem noLabels(LearnerTopics topics) {
    return HttpProblem.badRequest(
        "labels must be absent: an event of %s holds its own".formatted(topics.learner()));
  }

  private void take(
      String kind, List<Given> given, RecordMaker maker, long now, List<RecordMaker.Made> into) {
    for (Given one : given) {
      RecordMaker.Outcome outcome = maker.make(one, now);
      if (outcome instanceof RecordMaker.Refused refused) {
        faults.add(new Fault(kind, one.name(), refused.fault()));
      } else {
        into.add((RecordMaker.Made) outcome);
      }
    }
    doubtful.addAll(maker.doubtful());
  }

  /** Names what is wrong, of the first ones; nothing of it is sent. */
  Reply refusal() {
    Fault first = faults.get(0);
    String more = faults.size() == 1 ? "" : " (and %d more)".formatted(faults.size() - 1);
    ObjectNode body = Json.object();
    ArrayNode told = body.putArray("refused");
    for (Fault fault : faults.subList(0, Math.min(TOLD, faults.size()))) {
      told.addObject()
          .put("record", fault.record())
          .put("field", fault.bad().field())
          .put("reason", fault.bad().reason().name())
          .put("message", fault.bad().message());
    }
    return Reply.refused(
        Refusal.BAD_REQUEST,
        "%s: %s%s; nothing was sent".formatted(first.record(), first.bad().message(), more),
        body);
  }
}

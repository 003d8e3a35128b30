package io.gradstream.operators.learn;

import io.gradstream.learning.Answer;
import io.gradstream.learning.Learner;
import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Learn;
import io.gradstream.operators.record.WorkItem.Query;
import io.gradstream.operators.report.Counts;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.Prediction;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Answers events and queries at once, read-only, with the model of their key as it is at that
 * moment. Every query has a reply, which says why where there is no answer; nothing of it is
 * learned, judged or counted as an event. Not thread safe.
 */
final class AnswerDesk {

  private final boolean answersEvents;
  private final Answers answers;
  private final ResidentLearners residents;
  private final CatchingUp catchingUp;
  private final Counts counts;
  private final ShownNumbers shown;
  private final Output<StreamRecord<Prediction>> output;

  AnswerDesk(
      LearnerSpec spec,
      ResidentLearners residents,
      CatchingUp catchingUp,
      Counts counts,
      ShownNumbers shown,
      Output<StreamRecord<Prediction>> output) {
    this.answersEvents = spec.publish().predictions();
    this.answers = new Answers(spec);
    this.residents = residents;
    this.catchingUp = catchingUp;
    this.counts = counts;
    this.shown = shown;
    this.output = output;
  }

  /** Answers what asks. */
  void take(WorkItem item) {
    if (item instanceof Query query) {
      reply(query);
    } else if (answersEvents && !(item instanceof Learn) && !catchingUp.isOfBefore(item)) {
      answer(item);
    }
  }

  private void answer(WorkItem item) {
    Learner model = residents.get(item.key()).learner();
    Answer answer = model.answer(item.event());
    long time = item.position().time();
    counts.add(Count.ANSWERS);
    output.collect(new StreamRecord<>(answers.of(item, answer, model), time));
    answers
        .toJudge(item, answer, model)
        .map(given -> new StreamRecord<>(given, time))
        .ifPresent(given -> output.collect(SideOutputs.GIVEN_ANSWERS, given));
  }

  private void reply(Query query) {
    if (!catchingUp.isOver()) {
      refuse(query, Status.CATCHING_UP, "the learner learns again, and has not caught up yet");
      return;
    }
    Learner model = residents.get(query.key()).learner();
    Answer answer = model.answer(query.event());
    if (answer.learnedThrough().isEmpty()) {
      refuse(query, Status.NOTHING_LEARNED, nothingLearned(query.key()));
      return;
    }
    counts.add(Count.QUERIES);
    send(Reply.of(query.asked().to(), answers.of(query, answer, model), query.asked().message()));
  }

  private static String nothingLearned(String key) {
    return key.isEmpty()
        ? "the model has learned nothing yet"
        : "the model of key '%s' has learned nothing yet".formatted(key);
  }

  private void refuse(Query query, Status status, String message) {
    shown.count(JobMetric.QUERIES_REFUSED, status.name());
    send(Reply.refusal(query.asked().to(), status, message));
  }

  private void send(Reply reply) {
    output.collect(SideOutputs.REPLIES, new StreamRecord<>(reply));
  }
}

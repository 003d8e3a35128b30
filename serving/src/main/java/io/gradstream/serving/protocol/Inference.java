package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.Load;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A question whose rows are predicted. Used by one thread at a time.
 *
 * @param <R> what the answer is
 */
final class Inference<R> extends Asking<R> {

  private final Question.Unread<R> unread;
  private final List<double[]> predicted = new ArrayList<>();
  private Question<R> question;
  private ModelSpec spec; // that the rows were read by
  private Query query;
  private List<OutputTensor> outputs;

  /**
   * @param unread reads what is asked
   * @param clock what a model's age is measured by
   * @param most time that the answer may take
   */
  Inference(Models models, Question.Unread<R> unread, Clock clock, Duration most) {
    super(models, clock, most);
    this.unread = unread;
  }

  @Override
  Question.Asked asked() {
    return unread.asked();
  }

  @Override
  Demand read(LearnerModels of) {
    question = unread.read();
    spec = Models.spec(of);
    query = question.rows(spec);
    return question.demand();
  }

  @Override
  String what() {
    return "rows";
  }

  @Override
  Load load(LearnerModels of) {
    return of.load();
  }

  @Override
  String key() {
    return query.key();
  }

  @Override
  ServedModel borrow(LearnerModels of) {
    ServedModel found = super.borrow(of);
    while (!found.spec().equals(spec)) { // of another deploy than the newest
      spec = found.spec();
      found.giveBack();
      query = question.rows(spec);
      found = super.borrow(of);
    }
    return found;
  }

  @Override
  void found(ServedModel answering) {
    outputs = question.outputs(answering);
  }

  @Override
  void advance(ServedModel answering) {
    answering.predict(query.events(), predicted, TURN);
  }

  @Override
  int left() {
    return query.events().size() - predicted.size();
  }

  @Override
  R answer(ServedModel answering, Clock now) {
    return question.answer(new Answered(answering, query, outputs, predicted, now.instant()));
  }

  @Override
  int rows() {
    return predicted.size();
  }
}

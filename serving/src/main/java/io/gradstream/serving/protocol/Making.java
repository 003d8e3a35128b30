package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.model.made.Maker;
import io.gradstream.network.DivergedException;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.Load;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A text or samples, made piece by piece. Used by one thread at a time. */
final class Making extends Asking<Reply> {

  private final Makes makes;
  private final Question.Asked asked;
  private final Posting posting;
  private final boolean isStreamed;
  private MakeRequest request;
  private String key;
  private Maker maker;

  /**
   * @param isStreamed whether parts are told as they are there
   * @param clock what a model's age is measured by
   * @param most time that the answer may take
   */
  Making(
      Models models,
      Makes makes,
      Question.Asked asked,
      Posting posting,
      boolean isStreamed,
      Clock clock,
      Duration most) {
    super(models, clock, most);
    this.makes = makes;
    this.asked = asked;
    this.posting = posting;
    this.isStreamed = isStreamed;
  }

  @Override
  Question.Asked asked() {
    return asked;
  }

  @Override
  Demand read(LearnerModels of) {
    ModelSpec spec = Models.spec(of);
    makes.require(spec);
    request = makes.read(posting, isStreamed);
    key = key(spec, request.body().key());
    return request.body().demand();
  }

  private static String key(ModelSpec spec, Optional<String> given) {
    if (spec.keyField().isPresent()) {
      return given.orElseThrow(
          () ->
              HttpProblem.badRequest(
                  "'%s' picks the model: give it as parameters.key"
                      .formatted(spec.keyField().get())));
    }
    Query.requireKeyed(spec, given);
    return "";
  }

  @Override
  String what() {
    return makes.pieces();
  }

  @Override
  Load load(LearnerModels of) {
    return of.making();
  }

  @Override
  String key() {
    return key;
  }

  @Override
  void found(ServedModel answering) {
    makes.require(answering.spec()); // it may be of another deploy than the newest
    try {
      maker = request.begin(answering);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(e.getMessage());
    }
  }

  @Override
  void advance(ServedModel answering) {
    try {
      answering.make(maker, TURN);
    } catch (DivergedException e) {
      throw diverged(e.getMessage());
    }
  }

  /**
   * Of a model whose outputs are no numbers any longer.
   *
   * @param why what is none
   */
  static HttpProblem diverged(String why) {
    return HttpProblem.badRequest(why + ": the model has diverged, ask another version");
  }

  @Override
  int left() {
    return maker.left();
  }

  @Override
  public List<Reply> ahead() {
    return model().map(answering -> request.ahead(answering)).orElse(List.of());
  }

  @Override
  Reply answer(ServedModel answering, Clock now) {
    return request.answer(answering, now.instant());
  }

  @Override
  int rows() {
    return request.rows();
  }
}

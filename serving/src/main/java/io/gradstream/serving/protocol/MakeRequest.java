package io.gradstream.serving.protocol;

import io.gradstream.model.made.Maker;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.time.Instant;
import java.util.List;

/** What a request wants a model to make, and how that is told. Used by one thread at a time. */
sealed interface MakeRequest permits TextRequest, SampleRequest {

  /** As it came: which model it asks. */
  MakeBody body();

  /** Rows that it counts for. */
  int rows();

  /**
   * Begins to make it.
   *
   * @throws HttpProblem when the model cannot
   */
  Maker begin(ServedModel model);

  /** Parts of the answer that are there and were not told yet. */
  default List<Reply> ahead(ServedModel model) {
    return List.of();
  }

  /**
   * The answer, or the last part of it.
   *
   * @param now when all was made
   */
  Reply answer(ServedModel model, Instant now);
}

package io.gradstream.serving.protocol;

import io.gradstream.model.made.Maker;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a request wants a model to make, and how that is told. Used by one thread at a time. */
sealed interface MakeRequest permits TextRequest, SampleRequest {

  /** How fresh the model must be. */
  Demand demand();

  /** The model key; absent where it was not said. */
  Optional<String> key();

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

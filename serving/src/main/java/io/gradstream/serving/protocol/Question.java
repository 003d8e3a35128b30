package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.models.ServedModel;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks, in whichever protocol, and how its answer is written there. Used by one
 * thread at a time.
 *
 * @param <R> an answer
 */
public interface Question<R> {

  /**
   * A question before it is read.
   *
   * @param <R> an answer
   */
  interface Unread<R> {

    /**
     * The model that is asked.
     *
     * @throws HttpProblem when that cannot be read
     */
    Asked asked();

    /**
     * What it is asked.
     *
     * @throws HttpProblem when that cannot be read
     */
    Question<R> read();
  }

  /**
   * A model.
   *
   * @param version absent for the newest
   */
  record Asked(String learner, Optional<String> version) {}

  /** How fresh the model must be. */
  Demand demand();

  /**
   * The rows, as a model of the spec reads them.
   *
   * @throws HttpProblem when one cannot be read
   */
  Query rows(ModelSpec spec);

  /**
   * The outputs that are wanted, in their order.
   *
   * @throws HttpProblem when the model has no such output
   */
  List<OutputTensor> outputs(ServedModel model);

  /** The answer, written. */
  R answer(Answered answered);
}

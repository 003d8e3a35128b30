package io.gradstream.serving.http;

import io.gradstream.serving.report.Measures;

/** What answers a request once it may pass: the protocol behind the paths. Thread safe. */
public interface Responder {

  /**
   * Answers a request without a body, at once.
   *
   * @throws HttpProblem when the request cannot be answered
   */
  Reply answer(Route route);

  /**
   * The work of answering a request with a body; nothing is done yet.
   *
   * @param posting what came with it
   */
  Work<Reply> work(Route.Posted route, Posting posting);

  /** Writes what there is to measure of the models. */
  void measure(Measures into);
}

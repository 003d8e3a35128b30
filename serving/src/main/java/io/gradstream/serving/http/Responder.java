package io.gradstream.serving.http;

/** What answers a request once it may pass: the protocol behind the paths. Thread safe. */
@FunctionalInterface
public interface Responder {

  /**
   * Answers a request.
   *
   * @param body of a POST; empty otherwise
   * @throws HttpProblem when the request cannot be answered
   */
  Reply answer(Route route, byte[] body);
}

package io.gradstream.serving.http;

/** A request that cannot be answered: the status and what to tell the client. */
public final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  private HttpProblem(int status, String message) {
    super(message, null, false, false); // an answer, not a fault of ours: no stack trace
    this.status = status;
  }

  public static HttpProblem badRequest(String message) {
    return new HttpProblem(400, message);
  }

  public static HttpProblem notFound(String message) {
    return new HttpProblem(404, message);
  }

  public static HttpProblem notReady(String message) {
    return new HttpProblem(503, message);
  }

  public int status() {
    return status;
  }
}

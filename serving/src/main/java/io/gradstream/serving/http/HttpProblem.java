package io.gradstream.serving.http;

import java.time.Duration;

/** A request that cannot be answered: why, and what to tell the client. */
public final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Refusal refusal;
  private final long retrySeconds; // 0: no use

  private HttpProblem(Refusal refusal, String message, long retrySeconds) {
    super(message, null, false, false); // an answer, not a fault of ours: no stack trace
    this.refusal = refusal;
    this.retrySeconds = retrySeconds;
  }

  public static HttpProblem badRequest(String message) {
    return new HttpProblem(Refusal.BAD_REQUEST, message, 0);
  }

  /** Nobody may, as the service was started. */
  public static HttpProblem forbidden(String message) {
    return new HttpProblem(Refusal.FORBIDDEN, message, 0);
  }

  /** So many of its kind are in progress that there is no place for it. */
  public static HttpProblem requestsBusy(String message) {
    return new HttpProblem(Refusal.REQUESTS_BUSY, message, 1);
  }

  public static HttpProblem notFound(String message) {
    return new HttpProblem(Refusal.NOT_FOUND, message, 0);
  }

  public static HttpProblem notReady(String message) {
    return new HttpProblem(Refusal.NOT_READY, message, 0);
  }

  /**
   * The model is not as fresh as the caller demands.
   *
   * @param retryAfter when it may be
   */
  public static HttpProblem notFresh(String message, Duration retryAfter) {
    return new HttpProblem(Refusal.NOT_FRESH, message, Math.max(1, retryAfter.toSeconds()));
  }

  /** The rows take longer than a request may. */
  public static HttpProblem tooMuchWork(String message) {
    return new HttpProblem(Refusal.TOO_MUCH_WORK, message, 0);
  }

  /**
   * So much is asked of a model that the answer would not be there in time.
   *
   * @param retryAfter when it may be
   */
  public static HttpProblem modelBusy(String message, Duration retryAfter) {
    return new HttpProblem(Refusal.MODEL_BUSY, message, Math.max(1, retryAfter.toSeconds()));
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }

  public int status() {
    return refusal.status();
  }

  /** What the client gets. */
  public Reply reply() {
    Reply reply = Reply.error(refusal, getMessage());
    return retrySeconds == 0 ? reply : reply.retryAfter(retrySeconds);
  }
}

package io.gradstream.serving.http;

import java.util.Locale;

/** Why a request is not answered as it was meant, and the status that says so. */
public enum Refusal {
  /** What the request holds is wrong. */
  BAD_REQUEST(400),
  UNAUTHORIZED(401),
  FORBIDDEN(403),
  /** No such path, learner, version or key. */
  NOT_FOUND(404),
  METHOD(405),
  /** A body came so slowly that its room was given to others; the connection is closed. */
  SLOW_BODY(408),
  /** The model is older, or has learned less, than the caller demands. */
  NOT_FRESH(412),
  /** The body is too long. */
  TOO_LARGE(413),
  /** The body is packed in a way that is not read. */
  ENCODING(415),
  /** The rows would take longer than a request may. */
  TOO_MUCH_WORK(413),
  /** The caller has closed the connection, or was too slow; nothing is sent. */
  GONE(499),
  /** A fault of ours. */
  FAILED(500),
  /** There is no model yet. */
  NOT_READY(503),
  REQUESTS_BUSY(503),
  BYTES_BUSY(503),
  /** Too much is asked of the model already. */
  MODEL_BUSY(503),
  /** The answer was not there in time. */
  LATE(503),
  /** Kafka has not acknowledged all that was given to learn from. */
  NOT_STORED(503);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** As measures have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

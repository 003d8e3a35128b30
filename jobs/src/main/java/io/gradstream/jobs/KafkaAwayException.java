package io.gradstream.jobs;

/** Kafka, or nobody, at an address, and why it does not answer; the message says all of it. */
public final class KafkaAwayException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean mayCome;

  public KafkaAwayException(String message, boolean mayCome) {
    super(message);
    this.mayCome = mayCome;
  }

  /** Whether it may answer later: not one that refuses this client. */
  public boolean mayCome() {
    return mayCome;
  }
}

package io.gradstream.schemas;

/** Names of the topics a learner owns; every one starts with the learner's name. */
public record Topics(
    String predictions, String models, String metrics, String deadLetters, String control) {

  public static Topics of(String learner) {
    return new Topics(
        learner + ".predictions",
        learner + ".models",
        learner + ".metrics",
        learner + ".dead-letters",
        learner + ".control");
  }
}

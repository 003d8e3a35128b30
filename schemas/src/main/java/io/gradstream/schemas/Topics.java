package io.gradstream.schemas;

import java.util.List;

/** Names of the topics a learner owns; every one starts with the learner's name. */
public record Topics(
    String predictions,
    String models,
    String metrics,
    String deadLetters,
    String control,
    String claims) {

  public static Topics of(String learner) {
    return new Topics(
        learner + ".predictions",
        learner + ".models",
        learner + ".metrics",
        learner + ".dead-letters",
        learner + ".control",
        learner + ".claims");
  }

  /** Where a learner with a topic of queries answers, unless its spec names other topics. */
  public static String replies(String learner) {
    return learner + ".replies";
  }

  /** Those of every learner. */
  public List<String> all() {
    return List.of(predictions, models, metrics, deadLetters, control, claims);
  }
}

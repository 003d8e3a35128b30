package io.gradstream.serving.page;

import java.util.Locale;

/** What the parts of a job count, as far as the page shows it: sums over all parts. */
enum Counted {
  EVENTS_READ("events.read"),
  ANSWERS("answers"),
  LABELS_JOINED("labels.joined"),
  LABELS_MISSED("labels.missed"),
  EVENTS_DEAD("events.dead"),
  LABELS_DEAD("labels.dead"),
  EXAMPLES("examples"),
  UPDATES("updates"),
  DUPLICATES("duplicates"),
  WAITING("waiting"),
  LAG_MILLIS("lag.millis"),
  PAUSED("paused");

  private final String measure;

  Counted(String measure) {
    this.measure = measure;
  }

  /** Its name on the metrics topic. */
  String measure() {
    return measure;
  }

  /** Its name in what the page is told. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

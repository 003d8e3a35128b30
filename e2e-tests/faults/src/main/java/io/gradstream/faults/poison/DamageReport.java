package io.gradstream.faults.poison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.local.reports.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of good and of damaged records. */
public final class DamageReport {

  private final long events;
  private final long unlabelled;
  private final Standing standing;
  private final DueLetters letters;
  private final double seconds;

  /**
   * @param events good ones with a label
   * @param unlabelled good ones without
   * @param seconds from the first record sent to the last settled
   */
  DamageReport(
      long events, long unlabelled, Standing standing, DueLetters letters, double seconds) {
    this.events = events;
    this.unlabelled = unlabelled;
    this.standing = standing;
    this.letters = letters;
    this.seconds = seconds;
  }

  /** Everything that is not as it must be, a sentence each. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>(letters.wrong());
    same("letters that are not as they must be", letters.wrongCount(), 0, failures);
    same("events learned", standing.examples(), events, failures);
    same("events that met their label", standing.joined(), events, failures);
    same("events without a label", standing.missed(), unlabelled, failures);
    same("dead letters counted", standing.dead(), letters.sent(), failures);
    for (Damage damage : Damage.values()) {
      same("dead letters of " + damage, letters.dead(damage), letters.sent(damage), failures);
    }
    return failures;
  }

  private static void same(String what, long is, long must, List<String> failures) {
    if (is != must) {
      failures.add(String.format(Locale.ROOT, "%s: %,d, and not %,d", what, is, must));
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%-36s %-20s %9s %9s%n", "damage", "reason", "sent", "dead"));
    for (Damage damage : Damage.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-36s %-20s %,9d %,9d%n",
              damage,
              damage.reason(),
              letters.sent(damage),
              letters.dead(damage)));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%,d good events, %,d learned; %,d damaged records, %,d dead letters; %.0f s%n",
                events,
                standing.examples(),
                letters.sent(),
                letters.dead(),
                seconds))
        .toString();
  }

  String json() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    report.put("events", events).put("learned", standing.examples());
    report.put("damaged", letters.sent()).put("dead", letters.dead());
    report.put("wrong", letters.wrongCount()).put("seconds", Math.round(seconds));
    ArrayNode kinds = report.putArray("kinds");
    for (Damage damage : Damage.values()) {
      kinds
          .addObject()
          .put("name", damage.name())
          .put("reason", damage.reason().name())
          .put("sent", letters.sent(damage))
          .put("dead", letters.dead(damage));
    }
    return report.put("equal", failures().isEmpty()).toString();
  }
}

package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Which category tells series apart that lie interleaved, if any does. It does where the last label
 * of the same value is far nearer than those of all, the last and that of a season ago, and where
 * by how much the row before was off tells nothing: else all rows go up and down together, as the
 * days of one series do, whose names are no series. Errors are faded by 1 - 1/{@value #MEMORY}. Not
 * thread safe.
 */
final class SeriesChoice {

  static final int NONE = -1;

  private static final int MEMORY = 500;
  private static final double KEPT = 1 - 1.0 / MEMORY;
  private static final int FEWEST = 100; // labels, before any is chosen
  private static final double NEARER = 0.7; // times the error of the last of all, once many came
  private static final double CHANCE = 2; // deviations, of errors about as wide as they are high
  private static final double NO_LONGER_NEARER = 0.9;
  private static final double TOGETHER = 1.1; // times the error with what the row before was off by

  private static final int LAST = 0; // of all
  private static final int SEASON = 1; // of all, a season ago
  private static final int SEASON_CHANGE = 2; // that, and what the last was off by then
  private static final int OWN = 3;
  private static final int OWN_AND_OFF = 4; // the own one, and what the row before was off by
  private static final int ERRORS = 5;

  private final int categories;
  private final double[] judged; // [categories], faded count
  private final double[] errors; // [categories, ERRORS], faded sums
  private final double[] off; // [categories]: of the last row
  private int chosen = NONE;
  private int season; // of all

  SeriesChoice(int categories) {
    this.categories = categories;
    judged = new double[categories];
    errors = new double[categories * ERRORS];
    off = new double[categories];
  }

  void startAnew() {
    Arrays.fill(judged, 0);
    Arrays.fill(errors, 0);
    Arrays.fill(off, 0);
    chosen = NONE;
    season = 0;
  }

  /** Whether no label was judged yet. */
  boolean isNew() {
    return chosen == NONE && Arrays.stream(judged).allMatch(of -> of == 0);
  }

  /** Index of the category, or {@link #NONE}. */
  int chosen() {
    return chosen;
  }

  /** Mean error of who is listened to: the last label of the same series, or the last of all. */
  double error() {
    int category = Math.max(chosen, 0);
    double sum = errors[category * ERRORS + (chosen == NONE ? LAST : OWN)];
    return judged[category] == 0 ? 0 : sum / judged[category];
  }

  /**
   * Takes a label before anybody else knows it.
   *
   * @param all the labels of the stream
   * @param own what was the last of each value
   * @return whether another category is chosen, or none any more
   */
  boolean learn(Event event, double label, Past all, List<OwnLabels> own) {
    if (season != all.season()) {
      season = all.season(); // who is nearest may be another now: all are judged anew
      Arrays.fill(judged, 0);
      Arrays.fill(errors, 0);
    }
    for (int category = 0; category < categories; category++) {
      double last = own.get(category).last(event);
      if (!Double.isNaN(last)) {
        judge(category, label, all.labels(), last);
      }
    }
    int before = chosen;
    choose();
    return chosen != before;
  }

  private void judge(int category, double label, RecentLabels all, double ofOwn) {
    double last = all.of(1);
    double before = season == 0 ? last : all.of(season);
    double change = season == 0 ? 0 : last - all.of(season + 1);
    judged[category] = KEPT * judged[category] + 1;
    add(category, LAST, label - last);
    add(category, SEASON, label - before);
    add(category, SEASON_CHANGE, label - before - change);
    add(category, OWN, label - ofOwn);
    add(category, OWN_AND_OFF, label - ofOwn - off[category]);
    off[category] = label - ofOwn;
  }

  private void add(int category, int which, double error) {
    int at = category * ERRORS + which;
    errors[at] = KEPT * errors[at] + Math.abs(error);
  }

  private void choose() {
    if (chosen != NONE && !staysChosen(chosen)) {
      chosen = NONE;
    }
    for (int category = 0; category < categories && chosen == NONE; category++) {
      chosen = tells(category) && isNearest(category) ? category : NONE;
    }
  }

  private double ofAll(int category) {
    int at = category * ERRORS;
    return Math.min(errors[at + LAST], Math.min(errors[at + SEASON], errors[at + SEASON_CHANGE]));
  }

  private boolean staysChosen(int category) {
    int at = category * ERRORS;
    return judged[category] < FEWEST
        || errors[at + OWN] <= NO_LONGER_NEARER * ofAll(category)
            && errors[at + OWN] <= TOGETHER * errors[at + OWN_AND_OFF];
  }

  private boolean tells(int category) {
    int at = category * ERRORS;
    double share = NEARER * (1 - CHANCE / Math.sqrt(judged[category]));
    return judged[category] >= FEWEST
        && errors[at + OWN] < share * ofAll(category)
        && errors[at + OWN] < errors[at + OWN_AND_OFF];
  }

  /** Of those that tell, which are judged by different labels. */
  private boolean isNearest(int category) {
    double error = errors[category * ERRORS + OWN] / judged[category];
    for (int other = 0; other < categories; other++) {
      if (tells(other) && errors[other * ERRORS + OWN] / judged[other] < error) {
        return false;
      }
    }
    return true;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(chosen);
    out.writeInt(season);
    for (double[] values : new double[][] {judged, errors, off}) {
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  void restore(DataInputStream in) throws IOException {
    chosen = in.readInt();
    if (chosen < NONE || chosen >= categories) {
      throw new IOException(
          "a category must be in %d..%d: %d".formatted(NONE, categories - 1, chosen));
    }
    season = in.readInt();
    if (season < 0 || season >= RecentLabels.RING) {
      throw new IOException("a season cannot be " + season);
    }
    for (double[] values : new double[][] {judged, errors, off}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
    }
  }
}

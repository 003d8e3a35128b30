package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Series of numbers that lie interleaved in one stream: which category tells them apart, and what
 * came before in each. Of a history that events are learned with, which lags behind another one,
 * the choice is that of both. Not thread safe.
 */
final class InterleavedSeries {

  private final RecentLabels all;
  private final List<OwnLabels> own; // by category
  private final SeriesChoice choice;
  private final SeriesTable table;
  private boolean chooses = true;

  /**
   * @param all labels of the stream
   * @param own what a number was, of each category
   */
  InterleavedSeries(HistorySpec spec, RecentLabels all, List<OwnLabels> own) {
    this(spec, all, own, new SeriesChoice(spec.own().size()));
  }

  private InterleavedSeries(
      HistorySpec spec, RecentLabels all, List<OwnLabels> own, SeriesChoice choice) {
    this.all = all;
    this.own = own;
    this.choice = choice;
    table = new SeriesTable(spec);
  }

  /** Those of a history that lags behind: from now on it chooses for both. */
  InterleavedSeries lagging(HistorySpec spec, RecentLabels labels, List<OwnLabels> numbers) {
    chooses = false;
    return new InterleavedSeries(spec, labels, numbers, choice);
  }

  void startAnew() {
    choice.startAnew();
    table.startAnew(SeriesChoice.NONE);
  }

  /** Whether nothing was learned of any. */
  boolean isNew() {
    return choice.isNew() && table.of() == SeriesChoice.NONE;
  }

  /** Mean error of the last label, of the same series where there are any. */
  double error() {
    return choice.error();
  }

  /** Rows of a series in its season, or 0. */
  int season() {
    return table.of() == choice.chosen() ? table.season() : 0;
  }

  /** What came before an event in its series; none where the stream is one. Read-only. */
  Optional<Series> before(Event event) {
    int chosen = choice.chosen();
    if (chosen == SeriesChoice.NONE) {
      return Optional.empty();
    }
    double last = own.get(chosen).last(event);
    double start = Double.isNaN(last) ? all.mean() : last;
    return Optional.of(table.before(chosen, event, start));
  }

  /**
   * Takes a label before the others know it.
   *
   * @param season of all labels, or 0
   * @return whether series are told apart otherwise from now on
   */
  boolean learn(Event event, double label, int season) {
    boolean isOther = chooses && choice.learn(event, label, new Past(all, season), own);
    int chosen = choice.chosen();
    if (table.of() != chosen) {
      table.startAnew(chosen);
    }
    if (chosen != SeriesChoice.NONE) {
      table.learn(event, label, own.get(chosen).last(event));
    }
    return isOther;
  }

  long bytes() {
    return own.isEmpty() ? 0 : table.bytes();
  }

  void write(DataOutputStream out) throws IOException {
    choice.write(out);
    table.write(out);
  }

  void restore(DataInputStream in) throws IOException {
    choice.restore(in);
    table.restore(in);
  }
}

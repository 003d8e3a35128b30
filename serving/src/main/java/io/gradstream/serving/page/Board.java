package io.gradstream.serving.page;

import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What is known of one learner by its reports and dead letters, in bounded memory. Whoever reads
 * holds its lock: {@link #read}. Thread safe.
 */
final class Board {

  /** The source that says how good answers were as given, where labels come late. */
  private static final String ANSWERS = "answers";

  private static final String HELD = "held";
  private static final String GAPS = "gaps";
  private static final int MOST_MARKS = 64;
  private static final long ADD_UP_EVERY = 1_000; // milliseconds

  private final SourceSums sources = new SourceSums();
  private final ModelSums models = new ModelSums();
  private final Curve curve = new Curve();
  private final Letters letters = new Letters();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private boolean isOfAnswers;
  private boolean isPaused;
  private double[] risen = new double[ModelSums.RISING.size()];
  private OptionalLong generation = OptionalLong.empty(); // the highest
  private long newest; // report's time
  private long addedUp = Long.MIN_VALUE / 2; // report's time, when models were added up last
  private String noReports = "the topic of its reports has not been looked for yet";
  private String noLetters = "the topic of its dead letters has not been looked for yet";

  synchronized void accept(MetricReport report) {
    newest = Math.max(newest, report.time());
    if (report.version().isPresent()) {
      acceptModel(report);
    } else if (report.source().equals(ANSWERS)) {
      acceptAnswers(ModelSums.point(report));
    } else if (!report.source().equals(HELD) && !report.source().equals(GAPS)) {
      sources.accept(report);
      markPause(report.time());
    }
  }

  /** Answers that no model had learned for are in no score; until there are others, models tell. */
  private void acceptAnswers(Point point) {
    if (!isOfAnswers && point.hasScore()) {
      isOfAnswers = true;
      curve.clear(); // one curve shows one thing
    }
    if (isOfAnswers) {
      curve.add(point);
    }
  }

  private void acceptModel(MetricReport report) {
    models.accept(report);
    if (models.size() == 0) {
      return;
    }
    markGeneration(report.time());
    boolean isOne = models.size() == 1;
    if (isOne || report.time() >= addedUp + ADD_UP_EVERY) { // many models report all the time
      addedUp = report.time();
      markRises(report.time());
      if (!isOfAnswers) {
        curve.add(models.point(report.time()));
      }
    }
  }

  /**
   * Models of one learner may be of several generations: only the first of a higher one is news.
   */
  private void markGeneration(long time) {
    long now = models.version().generation();
    if (generation.isPresent() && now > generation.getAsLong()) {
      mark(time, "a new generation of versions began: " + models.version());
    }
    generation = OptionalLong.of(Math.max(now, generation.orElse(now)));
  }

  private void markRises(long time) {
    double[] now = models.risen();
    for (int i = 0; i < now.length; i++) {
      if (now[i] > risen[i]) {
        mark(time, words(ModelSums.RISING.get(i)));
      }
    }
    risen = now;
  }

  private static String words(String measure) {
    return switch (measure) {
      case "drift.detected" -> "drift was detected";
      case "drift.challengerPromoted" -> "a challenger took over";
      default -> "it went back to a version of before";
    };
  }

  private void markPause(long time) {
    boolean now = sources.most(Counted.PAUSED) > 0;
    if (now != isPaused) {
      mark(time, now ? "learning was paused" : "learning was resumed");
    }
    isPaused = now;
  }

  private void mark(long time, String what) {
    if (marks.size() == MOST_MARKS) {
      marks.removeFirst();
    }
    marks.addLast(new Mark(time, what));
  }

  synchronized void accept(DeadLetter letter) {
    letters.accept(letter);
  }

  /**
   * Says whether its topics are read.
   *
   * @param reports why reports are not, empty text when they are
   * @param deadLetters the same of dead letters
   */
  synchronized void reached(String reports, String deadLetters) {
    noReports = reports;
    noLetters = deadLetters;
  }

  /** Makes something of what is known, while it stays as it is. */
  synchronized <T> T read(Function<Board, T> reader) {
    return reader.apply(this);
  }

  SourceSums sources() {
    return sources;
  }

  ModelSums models() {
    return models;
  }

  List<Point> points() {
    return curve.points();
  }

  /** Whether the curve is of answers as they were given, and not of examples before learning. */
  boolean isOfAnswers() {
    return isOfAnswers;
  }

  boolean isPaused() {
    return isPaused;
  }

  List<Mark> marks() {
    return List.copyOf(marks);
  }

  Letters letters() {
    return letters;
  }

  /** When the newest report was made, epoch milliseconds; nothing before the first. */
  Optional<Long> newest() {
    return newest == 0 ? Optional.empty() : Optional.of(newest);
  }

  /** Why no reports can come; empty text when they can. */
  String noReports() {
    return noReports;
  }

  String noLetters() {
    return noLetters;
  }
}

package io.gradstream.workbench.evaluate;

import io.gradstream.learning.drift.ladder.Trial;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport.BadRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * An evaluation for reading: a line for each measure that applies, of the whole stream and of its
 * last examples, then what was left out and why.
 */
final class ReportTable {

  private static final int SHOWN = 8; // features with missing values
  private static final int MUCH = 100; // one in so many
  private static final long HOUR = 3_600_000; // ms
  private static final long DAY = 24 * HOUR;

  private final EvaluationReport report;
  private final StringBuilder text = new StringBuilder();

  private ReportTable(EvaluationReport report) {
    this.report = report;
  }

  static String of(EvaluationReport report) {
    return new ReportTable(report).table();
  }

  private String table() {
    addUnused();
    line(
        "%s: %,d %s, %,d scored, %,.0f events/s",
        report.learner(),
        report.rows(),
        report.topics().map(ReportTable::read).orElse("rows"),
        report.n(),
        report.eventsPerSecond());
    if (report.passes() > 1) {
      line("%d passes; scored in the first:", report.passes());
    }
    addRecentScores(report.measures());
    report.answers().ifPresent(this::addAnswers);
    report.test().ifPresent(this::addTest);
    report.freshness().forEach(this::addFreshness);
    report.challengers().forEach(this::addChallenger);
    addCount("models", report.models() == 1 ? 0 : report.models(), "");
    String rows = report.topics().isPresent() ? "events" : "rows";
    addCount("unlabeled", report.unlabeled(), "  " + rows + " without a label");
    report
        .topics()
        .ifPresent(of -> addCount("waiting", of.waiting(), "  events whose label may still come"));
    report
        .topics()
        .ifPresent(
            of ->
                addCount("tombstones", of.tombstones(), "  records of what is no more, left out"));
    addCount("unlearned", report.unlearned(), "  scored at the end, filling no mini-batch");
    addMissing(rows);
    addSetAside();
    report.reactions().forEach(reaction -> line("  drift: %s", reaction.words()));
    addBadRows();
    report.notes().forEach(note -> line("  note: %s", note));
    return text.toString();
  }

  /** What is lost, before anything else, where it is more than one in a hundred. */
  private void addUnused() {
    String rows = report.topics().isPresent() ? "records" : "rows";
    if (report.unused() * MUCH > report.rows()) {
      line(
          "NOT USED: %,d of %,d %s (%.1f %%), the first at %s: %s",
          report.unused(),
          report.rows(),
          rows,
          100 * report.unusedShare(),
          report.firstBadRows().get(0).place(),
          report.firstBadRows().get(0).message());
    }
    report
        .setAside()
        .counts()
        .forEach(
            (field, reasons) -> {
              long count = reasons.values().stream().mapToLong(Long::longValue).sum();
              if (count * MUCH > report.rows()) {
                line(
                    "NOT USED: %,d of %,d values of %s (%.1f %%)",
                    count, report.rows(), field, 100.0 * count / report.rows());
              }
            });
  }

  private static String read(EvaluationReport.OfTopics topics) {
    return topics.labels() == 0
        ? "events"
        : String.format(Locale.ROOT, "events, %,d labels", topics.labels());
  }

  private void addAnswers(List<Measure> measures) {
    String when =
        report.topics().isPresent()
            ? "before their labels"
            : String.format(Locale.ROOT, "labels %,d rows later", report.delay());
    line("answers as given, %s: %,d", when, (long) MetricReport.value("n", measures).orElse(0));
    addRecentScores(measures);
  }

  private void addTest(List<Measure> measures) {
    line("test, not learned: %,d rows", (long) MetricReport.value("n", measures).orElse(0));
    addScores(measures, false);
  }

  private void addFreshness(Freshness of) {
    line(
        "by the model of %s before: %,d rows",
        shown(of.age()), (long) MetricReport.value("n_scored", of.then()).orElse(0));
    line("  %-18s %10s %10s", "", "now", "then");
    for (String name : Measures.SCORES) {
      if (MetricReport.value(name, of.then()).isPresent()) {
        line("  %-18s %s%s", name, cell(name, of.now()), cell(name, of.then()));
      }
    }
  }

  /** In the largest unit that it is a whole number of. */
  private static String shown(Duration age) {
    long millis = age.toMillis();
    return millis % DAY == 0
        ? millis / DAY + " d"
        : millis % HOUR == 0 ? millis / HOUR + " h" : millis / 1000.0 + " s";
  }

  private void addChallenger(ChallengerResult challenger) {
    Trial trial = challenger.trial();
    line(
        "challenger %s: error %.4f %s than the champion's on %,d examples, confidence %.4f",
        challenger.name(),
        Math.abs(trial.difference()),
        trial.difference() > 0 ? "more" : "less",
        trial.pairs(),
        trial.confidence());
    addRecentScores(challenger.measures());
  }

  private void addRecentScores(List<Measure> measures) {
    OptionalDouble window = MetricReport.value("n" + Measures.WINDOW, measures);
    String last =
        window.isPresent() ? String.format(Locale.ROOT, "last %,.0f", window.getAsDouble()) : "";
    line("  %-18s %10s %10s %10s", "", "all", "fading", last);
    addScores(measures, true);
  }

  private void addScores(List<Measure> measures, boolean recent) {
    Measures.SCORES.forEach(name -> addScore(name, "", measures, recent));
    Measures.BASELINES.forEach(name -> addScore(name, "  (baseline)", measures, recent));
  }

  private void addScore(String name, String remark, List<Measure> measures, boolean recent) {
    if (MetricReport.value(name, measures).isPresent()) {
      line(
          "  %-18s %s%s%s",
          name,
          cell(name, measures),
          recent
              ? cell(name + Measures.FADING, measures) + cell(name + Measures.WINDOW, measures)
              : "",
          remark);
    }
  }

  private static String cell(String name, List<Measure> measures) {
    OptionalDouble value = MetricReport.value(name, measures);
    return value.isPresent()
        ? String.format(Locale.ROOT, "%10.4f ", value.getAsDouble())
        : " ".repeat(11);
  }

  private void addCount(String name, long count, String remark) {
    if (count > 0) {
      line("  %-14s %,10d%s", name, count, remark);
    }
  }

  /** The features that most rows come without. */
  private void addMissing(String rows) {
    List<Map.Entry<String, Long>> missing = new ArrayList<>(report.missing().entrySet());
    missing.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    for (Map.Entry<String, Long> feature : missing.subList(0, Math.min(SHOWN, missing.size()))) {
      addCount("missing", feature.getValue(), "  %s without %s".formatted(rows, feature.getKey()));
    }
    if (missing.size() > SHOWN) {
      line(
          "  %-14s %10s  features more that some %s are without", "", missing.size() - SHOWN, rows);
    }
  }

  /** The values that rows are used without. */
  private void addSetAside() {
    report
        .setAside()
        .counts()
        .forEach(
            (field, reasons) ->
                reasons.forEach(
                    (reason, count) ->
                        addCount(
                            reason.name(), count, "  values of %s set aside".formatted(field))));
    for (BadRow row : report.setAside().first()) {
      line("  %s: %s", row.place(), row.message());
    }
  }

  private void addBadRows() {
    for (Reason reason : Reason.values()) {
      addCount(
          reason.name(),
          report.badRows().getOrDefault(reason, 0L),
          report.topics().isPresent() ? "  bad records" : "  bad rows");
    }
    for (BadRow row : report.firstBadRows()) {
      line("  %s: %s", row.place(), row.message());
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}

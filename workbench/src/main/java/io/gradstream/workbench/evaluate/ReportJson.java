package io.gradstream.workbench.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport.BadRow;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.util.List;
import java.util.OptionalDouble;

/** An evaluation as one line of JSON. */
final class ReportJson {

  private ReportJson() {}

  static String of(EvaluationReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("unused", report.unusedShare());
    json.put("learner", report.learner());
    json.put("task", report.task());
    json.put("seed", report.seed());
    json.put("passes", report.passes());
    putScores(report.measures(), json);
    putRecent(report.measures(), json);
    report.answers().ifPresent(of -> putAnswers(report.delay(), of, json.putObject("answers")));
    report.test().ifPresent(of -> putScores(of, json.putObject("test")));
    if (!report.freshness().isEmpty()) {
      ArrayNode freshness = json.putArray("freshness");
      report.freshness().forEach(of -> putFreshness(of, freshness.addObject()));
    }
    putChallengers(report.challengers(), json.putObject("challengers"));
    json.put("events_per_s", report.eventsPerSecond());
    json.put("rows", report.rows());
    json.put("unlearned", report.unlearned());
    json.put("unlabeled", report.unlabeled());
    report
        .topics()
        .ifPresent(
            of ->
                json.put("labels", of.labels())
                    .put("waiting", of.waiting())
                    .put("tombstones", of.tombstones()));
    json.put("models", report.models());
    json.put("units", report.activity().map(Activity::units).orElse(null));
    json.put("dead_units", report.activity().map(Activity::deadUnits).orElse(null));
    json.put("effective_rank", report.activity().map(Activity::effectiveRank).orElse(null));
    putBadRows(report, json.putObject("bad_rows"));
    putFirst(report.firstBadRows(), json.putArray("first_bad_rows"));
    ObjectNode missing = json.putObject("missing");
    report.missing().forEach(missing::put);
    ObjectNode setAside = json.putObject("set_aside");
    report
        .setAside()
        .counts()
        .forEach(
            (field, reasons) -> {
              ObjectNode counts = setAside.putObject(field);
              reasons.forEach((reason, count) -> counts.put(reason.name(), count));
            });
    putFirst(report.setAside().first(), json.putArray("first_set_aside"));
    ArrayNode sentences = json.putArray("notes");
    report.notes().forEach(sentences::add);
    ReactionsJson.put(report.reactions(), json.putArray("drift"));
    ArrayNode points = json.putArray("curve");
    report.curve().forEach(point -> putPoint(point, points.addObject()));
    return json.toString();
  }

  /** A measure that does not apply is null. */
  private static void putScores(List<Measure> measures, ObjectNode json) {
    json.put("n", (long) MetricReport.value("n", measures).orElse(0));
    json.put("n_scored", (long) MetricReport.value("n_scored", measures).orElse(0));
    for (String name : Measures.SCORES) {
      putOrNull(name, measures, json);
    }
    ObjectNode baselines = json.putObject("baselines");
    for (String name : Measures.BASELINES) {
      putOrNull(name, measures, baselines);
    }
  }

  private static void putOrNull(String name, List<Measure> measures, ObjectNode json) {
    OptionalDouble value = MetricReport.value(name, measures);
    json.put(name, value.isPresent() ? value.getAsDouble() : null);
  }

  private static void putRecent(List<Measure> measures, ObjectNode json) {
    putForm(Measures.FADING, measures, json.putObject("fading"));
    ObjectNode window = json.putObject("window");
    window.put("n", (long) MetricReport.value("n" + Measures.WINDOW, measures).orElse(0));
    putForm(Measures.WINDOW, measures, window);
  }

  /** Only what applies. */
  private static void putForm(String form, List<Measure> measures, ObjectNode json) {
    putKnown(Measures.SCORES, form, measures, json);
    putKnown(Measures.BASELINES, form, measures, json.putObject("baselines"));
  }

  private static void putKnown(
      List<String> names, String form, List<Measure> measures, ObjectNode json) {
    for (String name : names) {
      MetricReport.value(name + form, measures).ifPresent(value -> json.put(name, value));
    }
  }

  private static void putAnswers(long delay, List<Measure> measures, ObjectNode json) {
    json.put("delay", delay);
    putScores(measures, json);
    putRecent(measures, json);
  }

  private static void putFreshness(Freshness of, ObjectNode json) {
    json.put("age_s", of.age().toMillis() / 1000.0);
    json.put("n", (long) MetricReport.value("n_scored", of.then()).orElse(0));
    putKnown(Measures.SCORES, "", of.now(), json.putObject("now"));
    putKnown(Measures.SCORES, "", of.then(), json.putObject("then"));
  }

  private static void putChallengers(List<ChallengerResult> challengers, ObjectNode json) {
    for (ChallengerResult challenger : challengers) {
      ObjectNode one = json.putObject(challenger.name());
      putScores(challenger.measures(), one);
      putRecent(challenger.measures(), one);
      one.putObject("trial")
          .put("pairs", challenger.trial().pairs())
          .put("difference", challenger.trial().difference())
          .put("verdict", challenger.trial().verdict().name())
          .put("confidence", challenger.trial().confidence());
    }
  }

  private static void putBadRows(EvaluationReport report, ObjectNode json) {
    for (Reason reason : Reason.values()) {
      if (report.badRows().containsKey(reason)) {
        json.put(reason.name(), report.badRows().get(reason));
      }
    }
  }

  private static void putFirst(List<BadRow> rows, ArrayNode json) {
    for (BadRow row : rows) {
      json.addObject()
          .put("place", row.place())
          .put("reason", row.reason().name())
          .put("message", row.message());
    }
  }

  private static void putPoint(CurvePoint point, ObjectNode json) {
    json.put("n", point.n());
    point.time().ifPresent(time -> json.put("time", time.toString()));
    json.put(point.score(), point.mean());
    point.beside().forEach(measure -> json.put(measure.name(), measure.value()));
  }
}

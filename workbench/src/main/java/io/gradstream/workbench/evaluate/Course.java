package io.gradstream.workbench.evaluate;

import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.List;
import java.util.Optional;

/** What becomes of events and labels that come in the order of their positions. */
sealed interface Course permits LabelsInside, LabelsApart {

  void event(TopicRecord.OfEvents event);

  void label(TopicRecord.OfLabels label);

  /**
   * All before a time has come.
   *
   * @param known the first time of which it is not known what comes
   */
  void advance(long time, long known);

  /**
   * No event is to come any more.
   *
   * @return whether those that came have all that they wait for
   */
  boolean close();

  /** Nothing is to come any more. */
  void end();

  /** Events whose label may still come. */
  long waiting();

  /** Measures of all examples. */
  List<Measure> measures();

  /** Measures of the answers as they were given; empty when labels come with their events. */
  Optional<List<Measure>> answers();

  List<EvaluationReport.CurvePoint> curve();

  /** Worth telling, a sentence each. */
  List<String> sentences();

  /** Where a record stands, in words. */
  static String place(Position position) {
    return "%s-%d offset %d".formatted(position.topic(), position.partition(), position.offset());
  }
}

package io.gradstream.workbench.evaluate;

import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import io.gradstream.workbench.evaluate.EvaluationReport.OfTopics;
import java.util.List;
import java.util.Optional;

/**
 * What the pass came to that scores.
 *
 * @param rows of a file, or events
 * @param measures of all rows that have a label
 * @param answers measures of the answers as they were given; empty when labels come at once
 * @param notes worth telling, a sentence each
 * @param topics what else there was, of topics
 */
record FirstPass(
    long rows,
    Intake intake,
    List<Measure> measures,
    Optional<List<Measure>> answers,
    List<CurvePoint> curve,
    List<String> notes,
    Optional<OfTopics> topics) {}

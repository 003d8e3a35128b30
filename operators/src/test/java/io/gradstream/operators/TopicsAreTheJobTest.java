package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.MetricReport;
import io.gradstream.workbench.evaluate.EvaluatedState;
import io.gradstream.workbench.evaluate.Partition;
import io.gradstream.workbench.evaluate.TopicRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code evaluate --topic} and the job learn the same of the same topics: several partitions of
 * events and of labels, through both, leave the same bytes in state and come to the same scores.
 */
final class TopicsAreTheJobTest {

  private static final int TRIPS = 240;
  private static final int PARTITIONS = 3;
  private static final long GENERATION = 1; // of evaluate

  @TempDir Path folder;

  private static Stream<SpecBundle> specs() {
    SpecBundle joined = TestSpecs.ownTopic();
    return Stream.of(
        joined,
        TestSpecs.pool(joined),
        TestSpecs.withPast(joined),
        labels(joined, "wait: 1m, otherwise: negative"),
        labels(joined, "wait: 1m, settle: 20s"),
        labels(TestSpecs.withoutKey(joined), "wait: 10s"));
  }

  private static SpecBundle labels(SpecBundle spec, String wait) {
    return new SpecBundle(spec.name(), spec.text().replace("wait: 1m", wait), spec.files());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theSameTopicsComeToTheSameState(SpecBundle spec) throws Exception {
    Map<String, Queue<SourceRecord>> topics =
        TripTopics.of(new Trips(spec, PARTITIONS), TRIPS, PARTITIONS);
    EvaluatedState evaluated =
        EvaluatedState.of(
            TestSpecs.read(spec), topics.values().stream().map(TopicsAreTheJobTest::of).toList());

    try (HarnessPipeline job =
        HarnessPipeline.ofGeneration(GENERATION, spec, folder, 2 * PARTITIONS)) {
      TripTopics.read(job, topics(spec), new Random(7), Integer.MAX_VALUE);
      job.learner().clock(60_000); // reports

      assertThat(PlainState.of(evaluated)).hasSizeGreaterThan(5).isEqualTo(job.learner().state());
      if (TestSpecs.read(spec).model().keyField().isEmpty()) {
        assertThat(scores(job)).containsAll(evaluated.own());
      }
    }
    assertThat(evaluated.report().rows()).isEqualTo(TRIPS);
    assertThat(evaluated.report().topics().orElseThrow().waiting()).isZero();
    assertThat(evaluated.report().answersMeasure("n").orElse(0)).isGreaterThan(TRIPS / 4.0);
  }

  private static Map<String, Queue<SourceRecord>> topics(SpecBundle spec) {
    return TripTopics.of(new Trips(spec, PARTITIONS), TRIPS, PARTITIONS);
  }

  private static Partition of(Queue<SourceRecord> records) {
    boolean labels = records.element().position().topic().equals(Trips.LABELS);
    return new Partition() {
      @Override
      public boolean isOfLabels() {
        return labels;
      }

      @Override
      public TopicRecord next() {
        SourceRecord record = records.poll();
        if (record instanceof Usable usable) {
          return labels
              ? new TopicRecord.OfLabels(usable.event(), usable.position())
              : new TopicRecord.OfEvents(
                  new Decoded.Good(usable.event(), usable.setAside()),
                  usable.position(),
                  usable.badLabel());
        }
        return record == null ? null : new TopicRecord.Mark(((Mark) record).position());
      }
    };
  }

  private static List<MetricReport.Measure> scores(HarnessPipeline job) {
    List<MetricReport> reports =
        job.learner().metrics().stream()
            .filter(report -> report.source().equals("learner"))
            .toList();
    return reports.get(reports.size() - 1).measures();
  }
}

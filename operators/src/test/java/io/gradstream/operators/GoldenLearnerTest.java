package io.gradstream.operators;

import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State of the learner that a release wrote is restored, and learning goes on as it did then. */
class GoldenLearnerTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aLearnerGoesOnFromTheStateOfARelease(GoldenLearner of) throws Exception {
    GoldenState.check(name(of), () -> written(of), state -> goOn(of, state, heap()));
  }

  @ParameterizedTest
  @EnumSource(names = {"CLASSES", "GAN", "POOL"})
  void soItDoesOnAnotherStateBackend(GoldenLearner of) throws Exception {
    GoldenState.check(name(of), () -> written(of), state -> goOn(of, state, RocksDb.backend()));
  }

  /** Of the second form ids lie in buckets. */
  @Test
  void aLearnerGoesOnFromIdsInBuckets() throws Exception {
    GoldenLearner of = GoldenLearner.CLASSES;
    GoldenState.check("learner-2-classes", () -> written(of), state -> goOn(of, state, heap()));
    GoldenState.check(
        "learner-2-classes", () -> written(of), state -> goOn(of, state, RocksDb.backend()));
  }

  private static StateBackend heap() {
    return new HashMapStateBackend();
  }

  private static String name(GoldenLearner of) {
    return "learner-1-" + of.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private OperatorSubtaskState written(GoldenLearner of) throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(of.bundle(), folder)) {
      learner.process(of.lessons(0, 60));
      learner.watermark(Trips.time(40));
      learner.command(new SetLearningRate("c1", 0.005f));
      learner.watermark(Trips.time(90));
      learner.process(of.lessons(60, 100));
      return learner.savepoint();
    }
  }

  private List<String> goOn(GoldenLearner of, OperatorSubtaskState state, StateBackend backend)
      throws Exception {
    try (LearnerHarness learner = LearnerHarness.restored(of.bundle(), folder, backend, state)) {
      learner.command(new SetLearningRate("c1", 0.5f)); // known, so without effect
      learner.process(of.lessons(30, 32)); // known too
      learner.process(of.lessons(100, 160));
      learner.watermark(Trips.time(150));
      learner.clock(1000);
      return said(learner);
    }
  }

  private static List<String> said(LearnerHarness learner) {
    List<String> lines = new ArrayList<>();
    learner.predictions().stream()
        .map(p -> "answer " + p.id() + " " + p.version() + " " + GoldenState.numbers(p.output()))
        .forEach(lines::add);
    learner.deadLetters().stream()
        .map(
            letter ->
                "dead "
                    + new String(letter.original(), StandardCharsets.UTF_8)
                    + " "
                    + letter.reason())
        .forEach(lines::add);
    learner.snapshots().stream()
        .map(message -> SnapshotCodec.decode(((Inline) message.content()).bytes()))
        .map(GoldenLearnerTest::model)
        .sorted()
        .forEach(lines::add);
    lines.addAll(GoldenState.reported(learner.metrics()));
    return lines;
  }

  private static String model(ModelSnapshot model) {
    Lineage lineage = model.lineage();
    return "model %s %s %s %d %d %s %s"
        .formatted(
            model.key(),
            model.version(),
            lineage.learnedThrough().map(at -> at.time() + "/" + at.offset()).orElse("-"),
            lineage.examples(),
            lineage.skipped(),
            lineage.partitions().stream()
                .map(p -> p.partition() + "/" + p.highestLearned())
                .toList(),
            GoldenState.numbers(model.weights()));
  }
}

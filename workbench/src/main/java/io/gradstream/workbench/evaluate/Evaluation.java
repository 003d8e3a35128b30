package io.gradstream.workbench.evaluate;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Prequential evaluation: a learner runs over a file, or over what its topics hold ({@link
 * TopicPass}). The labels of a file are known at once. Its rows are taken in the file's order, at
 * the effective time of a single partition; so the result is that of a Flink job that reads them
 * from one partition, each label with its event, bit for bit: the same rows are learned, and the
 * same ones are refused, by {@link io.gradstream.learning.Admission} and, where labels have a topic
 * of their own, by the label join ({@code EvaluateIsTheJobTest} holds the two together). As there,
 * examples that fill no mini-batch at the end are not learned; they are scored all the same, as if
 * they did. Labels may also come some rows later: see {@link EvaluationOptions#delay()}.
 *
 * <p>Only the first pass over the data scores: in a later one no row is new. What the passes came
 * to, the rows of a test file say.
 */
public final class Evaluation {

  private final LearnerSpec spec;
  private final EvaluationOptions options;

  private Evaluation(LearnerSpec spec, EvaluationOptions options) {
    this.spec = spec;
    this.options = options;
  }

  /**
   * Runs a new learner over the first rows of a file, once.
   *
   * @param limit most rows read
   * @param nanoClock for the speed, for instance {@code System::nanoTime}
   * @throws DataFileException when the file lacks a column
   */
  public static EvaluationReport run(
      LearnerSpec spec, Path file, long limit, LongSupplier nanoClock) throws IOException {
    return run(spec, EvaluationOptions.once(file, limit), nanoClock);
  }

  /**
   * Runs a new learner.
   *
   * @param nanoClock for the speed, for instance {@code System::nanoTime}
   * @throws DataFileException when a file lacks a column, or the model cannot be saved
   */
  public static EvaluationReport run(
      LearnerSpec spec, EvaluationOptions options, LongSupplier nanoClock) throws IOException {
    return run(spec, options, nanoClock, report -> {});
  }

  /**
   * Runs a new learner.
   *
   * @param listener is told the result before the model is saved, which may fail
   */
  public static EvaluationReport run(
      LearnerSpec spec,
      EvaluationOptions options,
      LongSupplier nanoClock,
      Consumer<EvaluationReport> listener)
      throws IOException {
    if (options.data() instanceof Source.DataFile data
        && options.passes() > 1
        && data.file().isPipe()) {
      throw new DataFileException(
          data.file() + " is a pipe, and can be read once: write it to a file to learn it again");
    }
    if (options.save().isPresent() && spec.model().keyField().isPresent()) {
      throw new DataFileException(
          "only a learner with a single model can be saved: %s has one for each %s"
              .formatted(spec.name(), spec.model().keyField().get()));
    }
    requireOrder(spec, options);
    requireComparable(spec, options);
    return new Evaluation(spec, options).run(nanoClock, listener);
  }

  /** Where events follow one another, all of them come once, in their order. */
  private static void requireOrder(LearnerSpec spec, EvaluationOptions options) {
    boolean isOfNext = spec.learn().next().isPresent();
    if (options.alarms().isPresent() && options.passes() > 1) {
      throw new DataFileException("alarms are of new events: rows are learned once");
    }
    boolean hasWindow =
        spec.model().features().stream().anyMatch(FeatureSpec.Window.class::isInstance);
    if (isOfNext && (options.passes() > 1 || options.delay() > 0)) {
      throw new DataFileException(
          "the next event tells a label (labels.of: next): rows are learned once and without delay");
    }
    if ((isOfNext || hasWindow) && options.test().isPresent()) {
      throw new DataFileException(
          "a test file is predicted without being learned, and an event would not know those before it: put its rows behind the data instead, every row is predicted before it is learned");
    }
  }

  /** A model of before is of a time, and of one key. */
  private static void requireComparable(LearnerSpec spec, EvaluationOptions options) {
    if (options.ages().isEmpty()) {
      return;
    }
    if (spec.model().keyField().isPresent()) {
      throw new DataFileException(
          "only a learner with a single model has models of before to compare: %s has one for each %s"
              .formatted(spec.name(), spec.model().keyField().get()));
    }
    if (!spec.challengers().isEmpty()) {
      throw new DataFileException(
          "models of before are those of one learner: leave out the spec's challengers to ask them");
    }
    if (spec.events().time().isEmpty() || spec.learn().next().isPresent()) {
      throw new DataFileException(
          spec.events().time().isEmpty()
              ? "models of before are of a time: the spec must have events.time"
              : "models of before do not know which event a later one tells the label of (labels.of: next)");
    }
  }

  private EvaluationReport run(LongSupplier nanoClock, Consumer<EvaluationReport> listener)
      throws IOException {
    try (KeyedLearners learners = new KeyedLearners(spec, options.delay())) {
      EvaluationReport report = run(learners, nanoClock);
      listener.accept(report);
      save(learners);
      return report;
    }
  }

  /** Runs new learners, which the caller closes. */
  static EvaluationReport run(
      LearnerSpec spec, EvaluationOptions options, KeyedLearners learners, LongSupplier nanoClock)
      throws IOException {
    return new Evaluation(spec, options).run(learners, nanoClock);
  }

  private EvaluationReport run(KeyedLearners learners, LongSupplier nanoClock) throws IOException {
    long start = nanoClock.getAsLong();
    if (!options.ages().isEmpty()) {
      learners.compareWith(new FormerModels(spec, options.ages()));
    }
    FirstPass first = first(learners);
    if (options.data() instanceof Source.DataFile file) {
      learnAgain(file, first.rows(), learners);
    }
    double seconds = (nanoClock.getAsLong() - start) / 1e9;
    return new EvaluationReport(
        spec.name(),
        spec.model().target().task(),
        spec.model().seed(),
        options.passes(),
        first.rows(),
        learners.gathered(),
        first.intake().unlabeledRows(),
        first.intake().badRows().counts(),
        first.intake().badRows().first(),
        first.intake().missing().counts(),
        first.intake().setAside(),
        learners.keys(),
        first.measures(),
        learners.activity(),
        options.delay(),
        first.answers(),
        first.curve(),
        learners.reactions(),
        test(learners),
        learners.challengers(),
        notes(first, learners),
        first.topics(),
        learners.freshness(),
        seconds);
  }

  private static List<String> notes(FirstPass first, KeyedLearners learners) {
    List<String> notes = new ArrayList<>(first.notes());
    learners
        .promoted()
        .ifPresent(
            name ->
                notes.add(
                    "challenger %s was found better and answers now: scores are its own, and what learned as champion before stands as challenger main"
                        .formatted(name)));
    return notes;
  }

  private void learnAgain(Source.DataFile file, long rows, KeyedLearners learners)
      throws IOException {
    for (long pass = 1; pass < options.passes(); pass++) {
      Pass.Use again =
          (key, example) -> {
            if (learners.refusal(key, example).isEmpty()) { // the first pass has told it
              learners.learn(key, example);
            }
          };
      new Pass(spec, learners, pass * rows, again).over(file.file(), options.limit());
    }
  }

  private FirstPass first(KeyedLearners learners) throws IOException {
    if (options.alarms().isEmpty()) {
      return listened(learners);
    }
    try (AlarmFile file = new AlarmFile(spec, options.alarms().get())) {
      learners.made(file::listenTo);
      return listened(learners);
    }
  }

  private FirstPass listened(KeyedLearners learners) throws IOException {
    if (options.features().isEmpty()) {
      return scored(learners);
    }
    try (FeatureFile file = new FeatureFile(spec.model(), options.features().get())) {
      learners.listen(file);
      FirstPass first = scored(learners);
      learners.listen((inputs, tables, label) -> {});
      return first;
    }
  }

  private FirstPass scored(KeyedLearners learners) throws IOException {
    if (options.data() instanceof Source.Topics topics) {
      return new TopicPass(spec, learners, topics.partitions()).first(options.limit());
    }
    Learning learning = Learning.ofFile(spec, learners, options.delay());
    Pass pass = new Pass(spec, learners, 0, learning);
    learning.refusedTo(pass::refused);
    pass.over(((Source.DataFile) options.data()).file(), options.limit());
    learning.end();
    List<String> notes = new ArrayList<>(pass.sentences());
    notes.addAll(learning.sentences());
    return new FirstPass(
        pass.rows(),
        pass.intake(),
        learning.measures(),
        learning.answers(),
        learning.curve(),
        notes,
        Optional.empty());
  }

  private Optional<List<Measure>> test(KeyedLearners learners) throws IOException {
    if (options.test().isEmpty()) {
      return Optional.empty();
    }
    Scores scores = Scores.of(spec.model().target());
    new Pass(spec, learners, 0, (key, example) -> learners.score(key, example, scores))
        .over(testFile(options.test().get()), Long.MAX_VALUE);
    return Optional.of(scores.measures());
  }

  /** Of the form that the data has. */
  private InputFile testFile(Path test) {
    return options.data() instanceof Source.DataFile data
        ? data.file().beside(test)
        : InputFile.of(test);
  }

  private void save(KeyedLearners learners) throws IOException {
    if (options.save().isPresent()) {
      Files.write(options.save().get(), SnapshotCodec.encode(learners.snapshot("")));
    }
  }
}

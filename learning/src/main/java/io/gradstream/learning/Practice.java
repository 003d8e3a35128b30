package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.alarms.Alarms;
import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.Row;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.network.StepResult;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a model learns its examples: encodes them, lets its members step, scores them as they were
 * before the step, keeps some to be learned again, and reacts to drift. The same for one network
 * and for several. Not thread safe; lets its memory go on {@link #close()}.
 */
final class Practice implements AutoCloseable {

  // Most floats that are learned again: 8 MiB of a single model; 256 KiB of each of many, of which
  // 64 are in memory at once.
  private static final int REPLAY_OF_ONE = 1 << 21;
  private static final int REPLAY_OF_MANY = 1 << 16;

  private static final StepResult NOTHING_LEARNED = new StepResult(0, true);
  private static final double TIMES = 10; // what a model loses that knows nothing

  private final PracticeSpec practice;
  private final Model model;
  private final Replay replay;
  private final MemberSteps steps;
  private final Contender champion;
  private final Optional<DriftResponse> drift;
  private final Optional<Alarms> alarms;
  private final Row[] rows; // [batch]
  private final Pairing pairing; // of events with labels, into the rows
  private final float[] kept; // of a label
  private final float specLearningRate;
  private final double alarm; // loss of no model that learns
  private float learningRate;
  private Errors errors = Errors.UNHEARD;

  /**
   * @param lateness of the labels, where they come later
   */
  Practice(ModelSpec spec, LearnSpec learn, String key, Optional<Lateness> lateness) {
    practice = learn.practice();
    Optional<LateLabels> late =
        spec.pool().isPresent() ? lateness.map(LateLabels::new) : Optional.empty();
    model = new Model(spec, key, learn.training(), practice.mostRows(), late.isPresent());
    rows = new Row[practice.batch()];
    Arrays.setAll(rows, row -> model.rows().newRow());
    pairing = new Pairing(model, rows, learn.next(), late, this::resetRow, this::said);
    kept = new float[model.labels().keptWidth()];
    replay = replay(spec);
    steps = new MemberSteps(model, practice, replay);
    champion = new Contender(model.pool(), model, rows.length);
    specLearningRate = learn.training().optimizer().learningRate();
    drift = learn.drift().map(config -> new DriftResponse(config, model, champion, rows.length));
    alarms = learn.alarms().map(Alarms::new);
    alarm = Math.min(TIMES * spec.target().baselineLoss(spec.features()), Float.MAX_VALUE);
    setLearningRate(specLearningRate);
  }

  private Replay replay(ModelSpec spec) {
    return new Replay(
        practice,
        rows[0].inputs().length,
        rows[0].tables().length,
        kept.length,
        spec.keyField().isPresent() ? REPLAY_OF_MANY : REPLAY_OF_ONE);
  }

  /** Becomes another key's new one, without giving its memory back. */
  void startAnew(String key) {
    model.startAnew(key);
    pairing.startAnew();
    replay.startAnew();
    champion.scores().clear();
    drift.ifPresent(DriftResponse::startAnew);
    alarms.ifPresent(Alarms::startAnew);
    setLearningRate(specLearningRate);
  }

  /** Whether answers are of one that has learned: a horizon ahead the first labels come later. */
  boolean hasLearned() {
    return pairing.forecasts().isEmpty() || scores().count() > 0;
  }

  /** Read-only: touches no state. */
  double[] predict(Event event) {
    return model.predict(event);
  }

  /** What it would lose on an event that is its own label. Read-only. */
  RowLoss loss(Event event) {
    return model.loss(event);
  }

  /** How many examples the next step takes; changes only with a step. */
  int wanted() {
    return replay.examples() < practice.young() ? 1 : rows.length;
  }

  /**
   * Encodes the examples, lets all members learn them, scores the answers of before the step. Of
   * examples that tell no label nothing is learned.
   */
  StepResult step(MiniBatch batch) {
    MetClasses met = model.classes().met();
    List<Told> learned = pairing.of(batch.all());
    return learned.isEmpty() ? NOTHING_LEARNED : stepOn(learned, met);
  }

  private StepResult stepOn(List<Told> learned, MetClasses met) {
    int count = learned.size();
    StepResult result = steps.step(champion.pool(), rows, count);
    challenger().ifPresent(challenger -> steps.step(challenger.pool(), rows, count));
    boolean hadLearned = scores().count() > 0;
    champion.score(rows, learned, met);
    challenger().ifPresent(challenger -> challenger.score(rows, learned, met));
    for (int row = 0; row < count; row++) {
      remember(rows[row]);
      Position position = learned.get(row).example().position();
      double error = hadLearned ? champion.error(row) : Double.NaN;
      alarms.ifPresent(of -> of.learn(position, error));
    }
    drift.ifPresent(response -> response.after(learned));
    for (int row = 0; row < count; row++) {
      errors.of(learned.get(row).example().position(), champion.error(row));
    }
    return result;
  }

  /**
   * What an event is beside those that were learned, by how wrong the answer is that its own value
   * tells of: its own answer, or that to the event before it. Read-only.
   *
   * @param gathered what came since the last step
   */
  Optional<Anomaly> anomaly(Example example, List<Example> gathered) {
    return alarms.map(
        of ->
            pairing
                .told(example, gathered)
                .filter(told -> scores().count() > 0)
                .map(told -> of.judge(error(told.example())))
                .orElse(Anomaly.NONE));
  }

  private double error(Example example) {
    return model.spec().target().isInEveryEvent()
        ? loss(example.event()).sum()
        : scores().error(predict(example.event()), example.target());
  }

  /**
   * Scores an example with the model as it is, see {@link Learner#score}.
   *
   * @param gathered what came since the last step
   * @param stepped whether anything was learned
   */
  void score(Example next, List<Example> gathered, boolean stepped, Scores into) {
    pairing.told(next, gathered).ifPresent(told -> score(told, hasLearned() && stepped, into));
  }

  private void score(Told told, boolean learned, Scores into) {
    if (into instanceof LossScores losses) {
      losses.score(loss(told.example().event()), learned);
    } else {
      told.score(into, this::judged, learned);
    }
  }

  /** An answer as scores take it. */
  private double[] judged(Event event) {
    double[] output = predict(event);
    return metClasses().map(met -> met.signed(output)).orElse(output);
  }

  private Optional<Contender> challenger() {
    return drift.flatMap(DriftResponse::challenger);
  }

  /** What is said of an event that comes, as a question about it would be answered now. */
  private Told.Said said(Event event) {
    return new Told.Said(judged(event), scores().known(), scores().count() > 0);
  }

  /** Classes of an answer, where they are met as labels come. */
  Optional<MetClasses> metClasses() {
    return model.classes().isOpen() ? Optional.of(model.classes().met()) : Optional.empty();
  }

  private void resetRow(int table, int row) {
    champion.pool().resetRow(table, row);
    challenger().ifPresent(challenger -> challenger.pool().resetRow(table, row));
  }

  private void remember(Row row) {
    model.labels().keep(row, kept);
    replay.add(row.inputs(), row.tables(), kept);
    model.labels().settle(row);
  }

  /** Whether the loss of a step is that of no model that learns. */
  boolean explodes(StepResult result) {
    return !(result.loss() <= alarm);
  }

  /** Tells of each example that is learned from now on, as its members see it. */
  void listen(EncodedRows told) {
    pairing.listen(told);
  }

  /** Tells how wrong the answer to each example was that is learned from now on. */
  void hear(Errors listener) {
    errors = listener;
  }

  /** How much of the networks is in use: all units, the mean of the effective ranks. */
  Activity activity() {
    return champion.activity();
  }

  /**
   * Takes over what fits of another of the same key and target.
   *
   * @param projection of its events to those of this one
   */
  void takeOver(Practice other, EventProjection projection) {
    champion.scores().restore(other.champion.scores().state());
    alarms.ifPresent(mine -> other.alarms.ifPresent(mine::takeOver));
    model.takeOver(other.model);
    boolean readsAs = model.readsAs(other.model);
    pairing.takeOver(other.pairing, projection, readsAs);
    if (readsAs) {
      replay.takeOver(other.replay);
    }
  }

  /**
   * Learns on from a snapshot of the same spec and key. Scores go on, and so does the learning
   * rate; all that knows the model of before begins anew: examples to be learned again and those
   * that wait for a label a horizon later, whose inputs were encoded for it, what finds drift in
   * its errors, challengers and kept networks.
   *
   * @throws IllegalArgumentException when the snapshot is of another spec or key
   */
  void goBackTo(ModelSnapshot snapshot) {
    if (!snapshot.spec().equals(model.spec()) || !snapshot.key().equals(key())) {
      throw new IllegalArgumentException(
          "version %s of the key '%s' is of another key or of another spec than the model of '%s'"
              .formatted(snapshot.version(), snapshot.key(), key()));
    }
    Model.of(snapshot).close(); // before anything changes
    model.goBackTo(snapshot);
    pairing.goBack();
    replay.startAnew();
    replay.grow(snapshot.lineage().examples());
    drift.ifPresent(DriftResponse::startAnew);
    setLearningRate(learningRate);
  }

  String key() {
    return model.key();
  }

  Model model() {
    return model;
  }

  PracticeSpec spec() {
    return practice;
  }

  Contender champion() {
    return champion;
  }

  Scores scores() {
    return champion.scores();
  }

  Replay replay() {
    return replay;
  }

  Pairing pairing() {
    return pairing;
  }

  Optional<Alarms> alarms() {
    return alarms;
  }

  Optional<DriftResponse> driftResponse() {
    return drift;
  }

  /** What finds drift, where something does. */
  Optional<Drift> drift() {
    return drift.map(DriftResponse::drift);
  }

  /** Reactions to drift that have begun or ended since this was asked last. */
  List<Reaction> takeNews() {
    return drift.map(DriftResponse::takeNews).orElse(List.of());
  }

  float learningRate() {
    return learningRate;
  }

  void setLearningRate(float rate) {
    if (!(rate > 0 && Float.isFinite(rate))) {
      throw new IllegalArgumentException("learningRate must be above 0: " + rate);
    }
    learningRate = rate;
    if (drift.isPresent()) {
      drift.get().setLearningRate(rate);
    } else {
      champion.pool().setLearningRate(rate);
    }
  }

  ModelSnapshot snapshot(Version version, Lineage lineage) {
    return model.snapshot(version, lineage);
  }

  @Override
  public void close() {
    model.close();
    drift.ifPresent(DriftResponse::close);
  }
}

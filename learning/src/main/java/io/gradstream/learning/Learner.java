package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.alarms.Alarms;
import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.StepResult;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;

/**
 * Learns one model key's examples, in the order it is given them, and answers events with the model
 * as it is. The plain class that {@code evaluate} and the Flink job share. Not thread safe; frees
 * its memory on {@link #close()}.
 *
 * <p>Examples are gathered raw and encoded when their mini-batch is full, so between two steps
 * nothing of the model changes: a version determines the model's bytes and its lineage. A step
 * whose loss or gradient is not finite leaves the weights alone, but its examples have entered the
 * statistics; it therefore makes a version too, and is counted.
 */
public final class Learner implements AutoCloseable {

  private final ModelSpec spec;
  private final LearnSpec learn;
  private final Practice practice;
  private final MiniBatch batch;
  private final Progress progress;
  private final LearnerState state;
  private boolean exploded; // in the last step

  /** A new learner with the weights of its seed, at {@code (generation, 0)}; labels may be late. */
  public Learner(
      ModelSpec spec, LearnSpec learn, Optional<Lateness> lateness, String key, long generation) {
    this.spec = spec;
    this.learn = learn;
    practice = new Practice(spec, learn, key, lateness);
    batch = new MiniBatch();
    progress = new Progress(generation);
    state = new LearnerState(practice, batch, progress);
  }

  /** Becomes another key's new learner, without giving its memory back. */
  public void startAnew(String key, long generation) {
    practice.startAnew(key);
    batch.clear();
    exploded = false;
    progress.startAnew(generation);
    state.startAnew();
  }

  public String key() {
    return practice.key();
  }

  /** Read-only: touches no state. */
  public Answer answer(Event event) {
    return new Answer(
        practice.predict(event),
        progress.version(),
        practice.hasLearned() ? progress.learnedThrough() : Optional.empty(),
        practice.metClasses());
  }

  /**
   * Scores an example with the model as it is, if its label is that of any event: one that tells
   * the label of an event before it is scored by the answer to that, where the horizon is one by
   * the answer when that came. Learns nothing of it, and touches no state.
   */
  public void score(Example next, Scores into) {
    practice.score(next, batch.all(), progress.learnedThrough().isPresent(), into);
  }

  /**
   * Why an example cannot be learned: its class would be one more than there is room for. Those
   * count that are gathered and will claim a row with the next step.
   */
  public Optional<Admission.Refusal> refusal(Example example) {
    return ClassRoom.refusal(example, batch, practice.model().classes());
  }

  /**
   * Gathers the example, which is not {@link #refusal refused}; when the mini-batch is full, scores
   * it with the model before the step, then steps. While paused, only counts it.
   *
   * @return whether the version advanced
   */
  public boolean learn(Example example) {
    state.progressChanged();
    if (progress.isPaused()) {
      progress.skipped();
      return false;
    }
    batch.add(example);
    if (batch.size() < practice.wanted()) {
      return false;
    }
    do {
      step();
    } while (batch.size() >= practice.wanted());
    return true;
  }

  /**
   * Scores and learns what is gathered now, though it fills no mini-batch: nothing else is to come.
   */
  public void learnGathered() {
    while (batch.size() > 0) {
      state.progressChanged();
      step();
    }
  }

  private void step() {
    MiniBatch whole = batch.take(learn.batch());
    StepResult result = practice.step(whole);
    exploded = practice.explodes(result);
    progress.stepped(whole, result.updated());
    state.modelChanged();
  }

  /** Counts examples from the next one on and leaves them out. Those gathered stay. */
  public void pause() {
    progress.setPaused(true);
    state.progressChanged();
  }

  public void resume() {
    progress.setPaused(false);
    state.progressChanged();
  }

  public boolean isPaused() {
    return progress.isPaused();
  }

  /** The rate of the next step on, above 0. */
  public void setLearningRate(float learningRate) {
    practice.setLearningRate(learningRate);
    state.progressChanged();
  }

  /** The rate of the spec, which holds where nothing else was ordered. */
  public float specLearningRate() {
    return learn.training().optimizer().learningRate();
  }

  public float learningRate() {
    return practice.learningRate();
  }

  public Version version() {
    return progress.version();
  }

  /** Lineage as of the version: what was skipped since enters at the next step. */
  public Lineage lineage() {
    return progress.lineage();
  }

  /** Prequential scores of all examples learned so far, live. */
  public Scores scores() {
    return practice.scores();
  }

  /** What it has learned of labels, for the baselines of an answer: see {@link Scores#known}. */
  public double[] knownLabels() {
    return practice.scores().known();
  }

  /** Examples gathered for the next step. */
  public int gathered() {
    return batch.size();
  }

  /** How many events wait for a label a horizon later, and how many will never have one. */
  public List<Measure> forecasts() {
    return practice.pairing().forecasts().map(Forecasts::measures).orElse(List.of());
  }

  /** What an event is beside those learned, where its spec has alarms. Read-only. */
  public Optional<Anomaly> anomaly(Example example) {
    return practice.anomaly(example, batch.all());
  }

  /** What judges events, where its spec has alarms; read only. */
  public Optional<Alarms> alarms() {
    return practice.alarms();
  }

  /** Examples that pauses left out so far. */
  public long skippedExamples() {
    return progress.skippedExamples();
  }

  /** How much of the network is in use; computed when asked for. */
  public Activity activity() {
    return practice.activity();
  }

  /** Tells of each example that is learned from now on, as a pool's members see it. */
  public void listen(EncodedRows listener) {
    practice.listen(listener);
  }

  /** Tells how wrong the answer to each example was that is learned from now on. */
  public void hear(Errors listener) {
    practice.hear(listener);
  }

  /** What finds drift and reacts to it, where something does; read only. */
  public Optional<Drift> drift() {
    return practice.drift();
  }

  /** Reactions to drift that have begun or ended since this was asked last. */
  public List<Reaction> takeNews() {
    return practice.takeNews();
  }

  /** Category values that own a row of their tables. */
  public int categories() {
    return practice.model().encoder().claimed();
  }

  /** Mini-batches that were skipped because loss or gradient was not finite. */
  public long skippedUpdates() {
    return progress.skippedUpdates();
  }

  /**
   * Whether the loss of the last step was that of no model that learns: it was not finite, or ten
   * times what a model loses that knows nothing. False before the first step since a {@link #read}.
   */
  public boolean hasExploded() {
    return exploded;
  }

  public ModelSnapshot snapshot() {
    return practice.snapshot(progress.version(), progress.lineage());
  }

  /** Whether anything has changed since the last {@link #write} or {@link #read}. */
  public boolean isDirty() {
    return state.isDirty();
  }

  /** Writes what has changed since the last write, in fresh arrays. */
  public void write(LearnerStore store) {
    state.write(store);
  }

  /**
   * Becomes the given key's learner with the stored state; a store without any leaves a new learner
   * at version {@code (generation, 0)}.
   *
   * @throws DamagedStateException when the stored state cannot be read
   */
  public void read(String key, long generation, LearnerStore store) {
    startAnew(key, generation);
    state.read(store);
  }

  /**
   * Goes on from a stored learner of another spec of the same target, with what fits of it: see
   * {@link io.gradstream.model.Model#takeOver}. Scores, lineage and count of steps go on; half a
   * mini-batch is gathered again, and learned at once where it is a whole one now, unless paused; a
   * rate that was ordered holds on where the spec's own is the same.
   *
   * @param stored of no further use before it starts anew
   */
  public void takeOver(Learner stored) {
    long generation = progress.version().generation();
    EventProjection projection = new EventProjection(stored.spec.events(), spec.events());
    practice.takeOver(stored.practice, projection);
    progress.takeOver(stored.progress);
    progress.enter(generation);
    if (specLearningRate() == stored.specLearningRate()) {
      practice.setLearningRate(stored.learningRate());
    }
    state.replacesWhatIsStored();
    gather(stored, projection);
  }

  /**
   * Learns on from a model of before. The next version is that model, and names it in its lineage;
   * scores, gathered examples, pause and learning rate go on as they are. An example whose class
   * that model has no room for is gathered no longer, and counts as skipped.
   *
   * @return how many examples are gathered no longer
   * @throws IllegalArgumentException when the snapshot is of another spec or key
   * @throws io.gradstream.model.CorruptSnapshotException when it is of no use: nothing changes then
   */
  public int goBackTo(ModelSnapshot snapshot) {
    practice.goBackTo(snapshot);
    List<Example> gathered = List.copyOf(batch.all());
    batch.clear();
    gathered.forEach(this::gather);
    progress.goBackTo(snapshot.version(), snapshot.lineage());
    exploded = false;
    state.replacesWhatIsStored();
    return gathered.size() - batch.size();
  }

  /** Unless there is no room for its class any longer: then it counts as skipped. */
  private void gather(Example example) {
    if (refusal(example).isEmpty()) {
      batch.add(example);
    } else {
      progress.skipped();
    }
  }

  private void gather(Learner stored, EventProjection projection) {
    for (int row = 0; row < stored.batch.size(); row++) {
      gather(stored.batch.get(row).with(projection));
      if (batch.size() == practice.wanted() && !isPaused()) {
        step();
      }
    }
  }

  /** Lets versions be of that generation from now on. */
  public void enter(long generation) {
    if (progress.version().generation() != generation) {
      progress.enter(generation);
      state.progressChanged();
    }
  }

  /** Answers from now on in the place of one whose versions went so far: its own come behind. */
  public void follow(Version last) {
    progress.follow(last);
    state.progressChanged();
  }

  @Override
  public void close() {
    practice.close();
  }
}

package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Carries a learner's state to its store and back. Knows what has changed since: weights and
 * moments block by block, the rest of the model after a step, progress and gathered examples after
 * every example. What was never written is as the seed makes it.
 */
final class LearnerState {

  private static final int SOURCES = 2; // format of progress that tells what it went back to
  private static final int USUAL = 1;

  private final Practice practice;
  private final PracticeState model;
  private final MiniBatch batch;
  private final Progress progress;
  private boolean modelChanged = true;
  private boolean progressChanged = true;
  private boolean replaces;

  LearnerState(Practice practice, MiniBatch batch, Progress progress) {
    this.practice = practice;
    model = new PracticeState(practice);
    this.batch = batch;
    this.progress = progress;
  }

  void progressChanged() {
    progressChanged = true;
  }

  void modelChanged() {
    modelChanged = true;
  }

  /** The learner is another one. */
  void startAnew() {
    model.startAnew();
    allChanged();
  }

  private void allChanged() {
    modelChanged = true;
    progressChanged = true;
    replaces = false;
  }

  /** What is stored is of another form: nothing of it may stay. */
  void replacesWhatIsStored() {
    allChanged();
    replaces = true;
  }

  boolean isDirty() {
    return modelChanged || progressChanged;
  }

  void write(LearnerStore store) {
    if (replaces) {
      store.clear();
    }
    if (modelChanged) {
      model.write(store);
    }
    if (progressChanged) {
      int format = progress.hasSource() ? SOURCES : USUAL;
      store.putPart(Part.PROGRESS, 0, PartBytes.write(format, this::writeProgress));
      store.putPart(Part.BATCH, 0, PartBytes.write(batch::write));
    }
    markClean();
  }

  private void writeProgress(DataOutput out) throws IOException {
    progress.write(out);
    out.writeFloat(practice.learningRate());
    Compact.writeUnsigned(model.steps(), out);
    progress.writeSource(out);
  }

  /** Reads into a learner that was just started anew. */
  void read(LearnerStore store) {
    model.read(store);
    PartBytes.read(Part.PROGRESS, store.part(Part.PROGRESS, 0), SOURCES, this::readProgress);
    PartBytes.read(Part.BATCH, store.part(Part.BATCH, 0), batch::read);
    markClean();
  }

  private void readProgress(int format, DataInput in) throws IOException {
    Optimizing read = readProgress(progress, format, in);
    practice.setLearningRate(read.learningRate());
    model.setSteps(read.steps());
  }

  /** What stands in the middle of a learner's progress. */
  private record Optimizing(float learningRate, long steps) {}

  private static Optimizing readProgress(Progress into, int format, DataInput in)
      throws IOException {
    into.read(in);
    Optimizing read = new Optimizing(in.readFloat(), Compact.readUnsigned(in));
    if (format == SOURCES) {
      into.readSource(in);
    }
    return read;
  }

  /** The generation that a stored learner's progress is of. */
  static long generation(byte[] stored) {
    Progress progress = new Progress(0);
    PartBytes.read(
        Part.PROGRESS, stored, SOURCES, (format, in) -> readProgress(progress, format, in));
    return progress.version().generation();
  }

  private void markClean() {
    model.markClean();
    modelChanged = false;
    progressChanged = false;
    replaces = false;
  }
}

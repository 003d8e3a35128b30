package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.codec.Compact;
import io.gradstream.model.Model;
import io.gradstream.network.Network;
import io.gradstream.network.Network.Vector;
import io.gradstream.schemas.MalformedRecordException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Carries a learner's state to its store and back. Knows what has changed since: weights and
 * moments block by block, the rest of the model after a step, progress and gathered examples after
 * every example. What was never written is as the seed makes it.
 */
final class LearnerState {

  private final Model model;
  private final Objective objective;
  private final MiniBatch batch;
  private final Progress progress;
  private boolean modelChanged = true;
  private boolean progressChanged = true;
  private boolean replaces;

  LearnerState(Model model, Objective objective, MiniBatch batch, Progress progress) {
    this.model = model;
    this.objective = objective;
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
  void allChanged() {
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
      writeModel(store);
    }
    if (progressChanged) {
      store.putPart(Part.PROGRESS, 0, PartBytes.write(this::writeProgress));
      store.putPart(Part.BATCH, 0, PartBytes.write(batch::write));
    }
    markClean();
  }

  private void writeModel(LearnerStore store) {
    for (Vector vector : Vector.values()) {
      writeDirtyBlocks(vector, store);
    }
    store.putPart(Part.STATISTICS, 0, model.encoder().statistics());
    for (int table = 0; table < model.encoder().tables(); table++) {
      store.putPart(Part.CATEGORIES, table, model.encoder().categories(table));
    }
    store.putPart(Part.TARGETS, 0, model.targets().statistics());
    store.putPart(Part.SCORES, 0, objective.scores().state());
  }

  private void writeDirtyBlocks(Vector vector, LearnerStore store) {
    Network network = model.network();
    for (int block = 0; block < network.blocks(vector); block++) {
      if (network.isDirty(vector, block)) {
        store.putBlock(vector, block, network.block(vector, block));
      }
    }
  }

  private void writeProgress(DataOutput out) throws IOException {
    progress.write(out);
    out.writeFloat(model.network().learningRate());
    Compact.writeUnsigned(model.network().steps(), out);
  }

  /** Reads into a learner that was just started anew. */
  void read(LearnerStore store) {
    for (Vector vector : Vector.values()) {
      readBlocks(vector, store);
    }
    readModel(store);
    PartBytes.read(Part.PROGRESS, store.part(Part.PROGRESS, 0), this::readProgress);
    PartBytes.read(Part.BATCH, store.part(Part.BATCH, 0), batch::read);
    markClean();
  }

  private void readBlocks(Vector vector, LearnerStore store) {
    for (int block = 0; block < model.network().blocks(vector); block++) {
      float[] values = store.block(vector, block);
      if (values != null) {
        model.network().setBlock(vector, block, values);
      }
    }
  }

  private void readModel(LearnerStore store) {
    restore(Part.STATISTICS, 0, store, model.encoder()::restoreStatistics);
    for (int table = 0; table < model.encoder().tables(); table++) {
      int index = table;
      restore(
          Part.CATEGORIES, index, store, bytes -> model.encoder().restoreCategories(index, bytes));
    }
    restore(Part.TARGETS, 0, store, model.targets()::restoreStatistics);
    objective.scores().restore(store.part(Part.SCORES, 0));
    objective.modelReplaced(model);
  }

  private static void restore(Part part, int index, LearnerStore store, Consumer<byte[]> restorer) {
    byte[] bytes = store.part(part, index);
    if (bytes == null) {
      return;
    }
    try {
      restorer.accept(bytes);
    } catch (MalformedRecordException e) {
      throw new DamagedStateException(part, e);
    }
  }

  private void readProgress(DataInput in) throws IOException {
    progress.read(in);
    model.network().setLearningRate(in.readFloat());
    model.network().setSteps(Compact.readUnsigned(in));
  }

  /** The generation that a stored learner's progress is of. */
  static long generation(byte[] stored) {
    Progress progress = new Progress(0);
    PartBytes.read(
        Part.PROGRESS,
        stored,
        in -> {
          progress.read(in);
          in.readFloat();
          Compact.readUnsigned(in);
        });
    return progress.version().generation();
  }

  private void markClean() {
    model.network().markClean();
    modelChanged = false;
    progressChanged = false;
    replaces = false;
  }
}

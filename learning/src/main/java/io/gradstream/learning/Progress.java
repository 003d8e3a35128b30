package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.PositionCodec;
import io.gradstream.schemas.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * Where one model's learning stands. The lineage changes with the version only, so that a version
 * has one lineage whenever it is published; what a pause skips enters it at the next step.
 */
final class Progress {

  private final PartitionMarks partitions = new PartitionMarks();
  private Version version;
  private Optional<Position> learnedThrough;
  private long examples;
  private long skippedAtVersion;
  private long skipped;
  private long skippedUpdates;
  private boolean paused;
  private Optional<Version> source; // that it went back to last

  Progress(long generation) {
    startAnew(generation);
  }

  void startAnew(long generation) {
    version = new Version(generation, 0);
    partitions.clear();
    learnedThrough = Optional.empty();
    examples = 0;
    skippedAtVersion = 0;
    skipped = 0;
    skippedUpdates = 0;
    paused = false;
    source = Optional.empty();
  }

  /** Becomes what another is. */
  void takeOver(Progress other) {
    PartBytes.read(Part.PROGRESS, PartBytes.write(other::write), this::read);
    source = other.source;
  }

  /** The same version of another generation; steps count on. */
  void enter(long generation) {
    version = new Version(generation, version.step());
  }

  /** The version behind one of another model, whose place this one takes. */
  void follow(Version last) {
    version = last.next();
  }

  /** A step has learned the batch, all of it. */
  void stepped(MiniBatch batch, boolean updated) {
    for (int row = 0; row < batch.size(); row++) {
      partitions.learned(batch.get(row).position());
    }
    version = version.next();
    learnedThrough = Optional.of(batch.get(batch.size() - 1).position());
    examples += batch.size();
    skippedAtVersion = skipped;
    skippedUpdates += updated ? 0 : 1;
  }

  /** The next version is one of before; what was learned since is undone, and counts as skipped. */
  void goBackTo(Version from, Lineage lineage) {
    version = version.next();
    skipped += Math.max(0, examples - lineage.examples());
    skippedAtVersion = skipped;
    examples = lineage.examples();
    learnedThrough = lineage.learnedThrough();
    partitions.set(lineage.partitions());
    source = Optional.of(from);
  }

  void skipped() {
    skipped++;
  }

  void setPaused(boolean paused) {
    this.paused = paused;
  }

  boolean isPaused() {
    return paused;
  }

  Version version() {
    return version;
  }

  Optional<Position> learnedThrough() {
    return learnedThrough;
  }

  Lineage lineage() {
    return new Lineage(learnedThrough, examples, skippedAtVersion, partitions.progress(), source);
  }

  long skippedExamples() {
    return skipped;
  }

  long skippedUpdates() {
    return skippedUpdates;
  }

  /** Whether it ever went back. */
  boolean hasSource() {
    return source.isPresent();
  }

  /** Writes what it went back to, which stands behind all else where it did. */
  void writeSource(DataOutput out) throws IOException {
    if (source.isPresent()) {
      Compact.writeUnsigned(source.get().generation(), out);
      Compact.writeUnsigned(source.get().step(), out);
    }
  }

  void readSource(DataInput in) throws IOException {
    source = Optional.of(new Version(Compact.readUnsigned(in), Compact.readUnsigned(in)));
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(version.generation(), out);
    Compact.writeUnsigned(version.step(), out);
    out.writeBoolean(learnedThrough.isPresent());
    if (learnedThrough.isPresent()) {
      PositionCodec.write(learnedThrough.get(), out);
    }
    Compact.writeUnsigned(examples, out);
    Compact.writeUnsigned(skippedAtVersion, out);
    Compact.writeUnsigned(skipped, out);
    Compact.writeUnsigned(skippedUpdates, out);
    out.writeBoolean(paused);
    partitions.write(out);
  }

  void read(DataInput in) throws IOException {
    version = new Version(Compact.readUnsigned(in), Compact.readUnsigned(in));
    learnedThrough = in.readBoolean() ? Optional.of(PositionCodec.read(in)) : Optional.empty();
    examples = Compact.readUnsigned(in);
    skippedAtVersion = Compact.readUnsigned(in);
    skipped = Compact.readUnsigned(in);
    skippedUpdates = Compact.readUnsigned(in);
    paused = in.readBoolean();
    partitions.read(in);
  }
}

package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.Member;
import io.gradstream.model.NearestExamples;
import io.gradstream.model.Pool;
import io.gradstream.network.Network;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Carries the members of a pool to a store and back: blocks of the networks, the least squares, the
 * memories, the class centers, how they answer together and within which bounds. The champion's lie
 * under their own names; a challenger's under names and indexes of parts of its own.
 */
final class MemberState {

  /** Above every index of a part that a champion has. */
  private static final int CHALLENGERS = 1 << 24;

  private static final String CHALLENGER = "challenger.";

  private static final int MEMORY = 1024; // indexes of a member's memory: its head, its chunks

  private final Pool pool;
  private final String prefix; // of members' names
  private final int firstIndex;

  private MemberState(Pool pool, String prefix, int firstIndex) {
    this.pool = pool;
    this.prefix = prefix;
    this.firstIndex = firstIndex;
  }

  static MemberState ofChampion(Pool pool) {
    return new MemberState(pool, "", 0);
  }

  static MemberState ofChallenger(Pool pool) {
    return new MemberState(pool, CHALLENGER, CHALLENGERS);
  }

  /** Forgets all that any challenger has stored. */
  static void forgetChallenger(LearnerStore store) {
    store.forget(CHALLENGER, CHALLENGERS);
  }

  /**
   * Makes the members of a pool what another's of the same form are, or its own what they are once
   * they are read back.
   *
   * @param key whose seed random numbers follow from
   */
  static void copy(Pool from, Pool to, String key) {
    InMemoryLearnerStore copy = new InMemoryLearnerStore();
    ofChampion(from).write(copy, true);
    ofChampion(from).writeMix(copy, 0);
    to.startAnew(key);
    ofChampion(to).read(copy);
    ofChampion(to).readMix(copy);
  }

  /**
   * Writes blocks of the networks, the least squares, the memories, the class centers, the bounds.
   *
   * @param all also blocks that have not changed since they were marked clean
   */
  void write(LearnerStore store, boolean all) {
    pool.intervals()
        .ifPresent(of -> store.putPart(Part.INTERVALS, firstIndex, PartBytes.write(of::write)));
    pool.networks()
        .forEach((name, network) -> new NetworkBlocks(prefix + name, network).write(store, all));
    for (int m = 0; m < pool.members().size(); m++) {
      int index = firstIndex + m;
      pool.members()
          .get(m)
          .squares()
          .ifPresent(of -> store.putPart(Part.LINEAR, index, PartBytes.write(of::write)));
      pool.members()
          .get(m)
          .centers()
          .ifPresent(of -> store.putPart(Part.CENTERS, index, PartBytes.write(of::write)));
      int head = firstIndex + m * MEMORY;
      pool.members().get(m).memory().ifPresent(of -> write(of, head, store, all));
    }
  }

  private static void write(NearestExamples memory, int head, LearnerStore store, boolean all) {
    store.putPart(
        Part.MEMORY, head, PartBytes.write(out -> Compact.writeUnsigned(memory.count(), out)));
    (all ? IntStream.range(0, memory.chunks()) : memory.changed())
        .forEach(
            chunk ->
                store.putPart(
                    Part.MEMORY,
                    head + 1 + chunk,
                    PartBytes.write(out -> memory.write(chunk, out))));
  }

  private static void read(NearestExamples memory, int head, LearnerStore store) {
    PartBytes.read(
        Part.MEMORY,
        store.part(Part.MEMORY, head),
        in -> memory.setCount(Compact.readUnsigned(in)));
    for (int chunk = 0; chunk < memory.chunks(); chunk++) {
      int read = chunk;
      PartBytes.read(
          Part.MEMORY, store.part(Part.MEMORY, head + 1 + chunk), in -> memory.read(read, in));
    }
  }

  void read(LearnerStore store) {
    pool.intervals()
        .ifPresent(
            of -> PartBytes.read(Part.INTERVALS, store.part(Part.INTERVALS, firstIndex), of::read));
    pool.networks()
        .forEach((name, network) -> new NetworkBlocks(prefix + name, network).read(store));
    for (int m = 0; m < pool.members().size(); m++) {
      int index = firstIndex + m;
      Member member = pool.members().get(m);
      member
          .squares()
          .ifPresent(of -> PartBytes.read(Part.LINEAR, store.part(Part.LINEAR, index), of::read));
      member
          .centers()
          .ifPresent(of -> PartBytes.read(Part.CENTERS, store.part(Part.CENTERS, index), of::read));
      int head = firstIndex + m * MEMORY;
      member.memory().ifPresent(of -> read(of, head, store));
    }
  }

  /** Writes the part {@link Part#MIX}, of a practice that counts its examples. */
  void writeMix(LearnerStore store, long examples) {
    store.putPart(Part.MIX, firstIndex, PartBytes.write(out -> writeMix(examples, out)));
  }

  private void writeMix(long examples, DataOutput out) throws IOException {
    pool.writeMix(out);
    Compact.writeUnsigned(examples, out);
    for (Network network : pool.networks().values()) {
      Compact.writeUnsigned(network.steps(), out);
    }
  }

  /** Examples that were counted; 0 where none were ever written. */
  long readMix(LearnerStore store) {
    long[] examples = {0};
    PartBytes.read(Part.MIX, store.part(Part.MIX, firstIndex), in -> examples[0] = readMix(in));
    return examples[0];
  }

  private long readMix(DataInput in) throws IOException {
    if (firstIndex == CHALLENGERS) {
      pool.readMixBeside(in);
    } else {
      pool.readMix(in);
    }
    long examples = Compact.readUnsigned(in);
    for (Network network : pool.networks().values()) {
      network.setSteps(Compact.readUnsigned(in));
    }
    return examples;
  }

  void markClean() {
    pool.networks().values().forEach(Network::markClean);
    pool.members().forEach(member -> member.memory().ifPresent(NearestExamples::markClean));
  }
}

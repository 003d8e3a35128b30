package io.gradstream.learning;

import io.gradstream.network.Network;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A copy of a learner's networks, to go back to. State of one owner, not thread safe. */
final class KeptNetworks {

  private static final String PREFIX = "kept.";
  private static final int MOST = 1024; // networks

  private final Map<String, Long> steps = new TreeMap<>(); // by member
  private InMemoryLearnerStore blocks = new InMemoryLearnerStore();
  private boolean changed;

  boolean isEmpty() {
    return steps.isEmpty();
  }

  void startAnew() {
    steps.clear();
    blocks.clear();
    changed = false;
  }

  /** Keeps a copy, in place of an earlier one. */
  void keep(Map<String, Network> networks) {
    blocks = new InMemoryLearnerStore();
    steps.clear();
    networks.forEach(
        (member, network) -> {
          new NetworkBlocks(member, network).write(blocks, true);
          steps.put(member, network.steps());
        });
    changed = true;
  }

  /** Makes networks of the same form what was kept. */
  void restore(Map<String, Network> networks) {
    networks.forEach(
        (member, network) -> {
          new NetworkBlocks(member, network).read(blocks);
          network.setSteps(steps.get(member));
        });
  }

  /** Writes the blocks, where they have changed. */
  void write(LearnerStore store) {
    if (changed) {
      blocks.copyBlocks(store, PREFIX);
    }
  }

  void markClean() {
    changed = false;
  }

  void writeSteps(DataOutput out) throws IOException {
    Compact.writeUnsigned(steps.size(), out);
    for (Map.Entry<String, Long> of : steps.entrySet()) {
      Compact.writeText(of.getKey(), out);
      Compact.writeUnsigned(of.getValue(), out);
    }
  }

  void readSteps(DataInput in) throws IOException {
    steps.clear();
    int count = Compact.readCount(MOST, in);
    for (int i = 0; i < count; i++) {
      steps.put(Compact.readText(in), Compact.readUnsigned(in));
    }
  }

  /** The blocks, after the steps. */
  void read(LearnerStore store, Map<String, Network> networks) {
    blocks = new InMemoryLearnerStore();
    for (String member : steps.keySet()) {
      Network network = networks.get(member);
      for (NetworkVector vector : NetworkVector.values()) {
        for (int block = 0; network != null && block < network.blocks(vector); block++) {
          float[] values = store.block(PREFIX + member, vector, block);
          if (values != null) {
            blocks.putBlock(member, vector, block, values);
          }
        }
      }
    }
  }
}

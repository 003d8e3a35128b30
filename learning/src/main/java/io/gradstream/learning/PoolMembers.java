package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.PoolMember;
import io.gradstream.network.Activity;
import io.gradstream.network.Network;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a pool together: their state in a store, rates, gauges. Not thread safe. */
final class PoolMembers {

  private static final String NAME = "member"; // with its index: its blocks' name, never another

  private final List<PoolMember> members;
  private final Map<String, Network> networks = new LinkedHashMap<>(); // by name
  private final List<Float> rates = new ArrayList<>(); // of the networks, as the spec has them

  PoolMembers(List<PoolMember> members) {
    this.members = members;
    for (int m = 0; m < members.size(); m++) {
      if (members.get(m) instanceof PoolMember.Perceptron perceptron) {
        networks.put(NAME + m, perceptron.network());
        rates.add(perceptron.network().learningRate());
      }
    }
  }

  int size() {
    return members.size();
  }

  PoolMember get(int index) {
    return members.get(index);
  }

  Map<String, Network> networks() {
    return networks;
  }

  /** Every network's own rate, times a factor. */
  void setRates(float factor) {
    int next = 0;
    for (Network network : networks.values()) {
      network.setLearningRate(Math.min(1, rates.get(next++) * factor));
    }
  }

  /** All units; the mean of the effective ranks. */
  Activity activity() {
    int units = 0;
    int dead = 0;
    double rank = 0;
    for (Network network : networks.values()) {
      Activity activity = network.activity();
      units += activity.units();
      dead += activity.deadUnits();
      rank += activity.effectiveRank() / networks.size();
    }
    return new Activity(units, dead, rank);
  }

  void learnAnew(long seed) {
    for (int m = 0; m < members.size(); m++) {
      members.get(m).startAnew(seed + SplitMix.of(m));
    }
  }

  /**
   * Blocks of the networks, and the least squares.
   *
   * @param all also blocks that have not changed since they were marked clean
   */
  void write(LearnerStore store, boolean all) {
    networks.forEach((name, network) -> new NetworkBlocks(name, network).write(store, all));
    for (int m = 0; m < members.size(); m++) {
      if (members.get(m) instanceof PoolMember.Linear linear) {
        store.putPart(Part.LINEAR, m, PartBytes.write(linear.squares()::write));
      }
    }
  }

  void read(LearnerStore store) {
    networks.forEach((name, network) -> new NetworkBlocks(name, network).read(store));
    for (int m = 0; m < members.size(); m++) {
      if (members.get(m) instanceof PoolMember.Linear linear) {
        PartBytes.read(Part.LINEAR, store.part(Part.LINEAR, m), linear.squares()::read);
      }
    }
  }

  /** Of the networks' optimizers. */
  void writeSteps(DataOutput out) throws IOException {
    for (Network network : networks.values()) {
      Compact.writeUnsigned(network.steps(), out);
    }
  }

  void readSteps(DataInput in) throws IOException {
    for (Network network : networks.values()) {
      network.setSteps(Compact.readUnsigned(in));
    }
  }

  void markClean() {
    networks.values().forEach(Network::markClean);
  }
}

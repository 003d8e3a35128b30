package io.gradstream.learning.challengers;

import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.PartBytes;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who lies in which place of a model's store, and who of them answers. Not thread safe. */
final class Roster {

  private static final int PLACE = -1; // index of the part
  private static final int MOST = 8;

  private final Map<String, Integer> slots = new TreeMap<>(); // by name
  private String champion = Challenger.MAIN;

  static Roster of(LearnerStore store) {
    Roster roster = new Roster();
    PartBytes.read(Part.CHALLENGERS, store.part(Part.CHALLENGERS, PLACE), roster::read);
    return roster;
  }

  String champion() {
    return champion;
  }

  void setChampion(String name) {
    champion = name;
  }

  Map<String, Integer> slots() {
    return slots;
  }

  /** Lets those of a spec have places, the others none. */
  void setNames(Collection<String> names) {
    slots.keySet().retainAll(names);
    for (String name : names) {
      slots.computeIfAbsent(name, absent -> free());
    }
  }

  private int free() {
    int number = 0;
    while (new TreeSet<>(slots.values()).contains(number)) {
      number++;
    }
    return number;
  }

  void clear() {
    slots.clear();
    champion = Challenger.MAIN;
  }

  void write(LearnerStore store) {
    store.putPart(Part.CHALLENGERS, PLACE, PartBytes.write(this::write));
  }

  private void write(DataOutput out) throws IOException {
    Compact.writeText(champion, out);
    Compact.writeUnsigned(slots.size(), out);
    for (Map.Entry<String, Integer> slot : slots.entrySet()) {
      Compact.writeText(slot.getKey(), out);
      Compact.writeUnsigned(slot.getValue(), out);
    }
  }

  private void read(DataInput in) throws IOException {
    champion = Compact.readText(in);
    int count = Compact.readCount(MOST, in);
    for (int i = 0; i < count; i++) {
      slots.put(Compact.readText(in), Compact.readCount(MOST - 1, in));
    }
    if (!champion.equals(Challenger.MAIN) && !slots.containsKey(champion)) {
      throw new IOException("who answers lies nowhere: " + champion);
    }
  }
}

package io.gradstream.learning;

import io.gradstream.features.event.FieldRules;
import io.gradstream.learning.Admission.Refusal;
import io.gradstream.model.targets.ClassRows;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether there is room for an example's class, where classes are met as labels come. Rows are
 * claimed by a step; those that gathered examples are going to claim are taken, too. So which
 * classes are refused follows from the order of the examples alone.
 */
final class ClassRoom {

  private ClassRoom() {}

  static Optional<Refusal> refusal(Example example, MiniBatch gathered, ClassRows classes) {
    String name = example.className();
    if (!example.isNamed() || classes.of(name) >= 0) {
      return Optional.empty();
    }
    return classes.hasRoom(name, othersOf(name, gathered, classes))
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Reason.UNKNOWN_CLASS,
                "target.classes has room for %d, and %s is another class"
                    .formatted(classes.most(), FieldRules.quoted(name))));
  }

  /** Other classes that are going to claim a row. */
  private static int othersOf(String name, MiniBatch gathered, ClassRows classes) {
    Set<String> others = new HashSet<>();
    for (int row = 0; row < gathered.size(); row++) {
      String other = gathered.get(row).className();
      if (!other.equals(name) && classes.of(other) < 0) {
        others.add(other);
      }
    }
    return others.size();
  }
}

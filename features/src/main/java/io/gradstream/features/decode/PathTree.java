package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is read of an object: by the name of each member a field of the event, or what is read of
 * the object within. Immutable once made.
 */
final class PathTree {

  private static final int NONE = -1;

  private final int number;
  private final String place; // the names that lead here, for messages; empty text at the root
  private final Map<String, PathTree> children = new LinkedHashMap<>();
  private int field = NONE;

  private PathTree(int number, String place) {
    this.number = number;
    this.place = place;
  }

  static PathTree of(List<EventField> fields) {
    return of(fields, Envelope.NONE);
  }

  /** Of the object around the one with the fields. */
  static PathTree of(List<EventField> fields, Envelope envelope) {
    PathTree root = new PathTree(0, "");
    int trees = 1;
    if (envelope != Envelope.NONE) {
      root.add(envelope.member(), trees++);
    }
    for (int i = 0; i < fields.size(); i++) {
      PathTree at = envelope == Envelope.NONE ? root : root.children.get(envelope.member());
      for (String step : FieldPath.of(fields.get(i).name()).steps()) {
        PathTree known = at.children.get(step);
        at = known != null ? known : at.add(step, trees++);
      }
      if (at.field != NONE) {
        throw new IllegalArgumentException(
            "%s and %s are one field: name it in one way"
                .formatted(fields.get(at.field).name(), fields.get(i).name()));
      }
      at.field = i;
    }
    return root;
  }

  private PathTree add(String step, int number) {
    PathTree child = new PathTree(number, place.isEmpty() ? step : place + "." + step);
    children.put(step, child);
    return child;
  }

  /** How many trees this one is, itself included; theirs are the numbers below. */
  int trees() {
    return 1 + children.values().stream().mapToInt(PathTree::trees).sum();
  }

  int number() {
    return number;
  }

  String place() {
    return place;
  }

  Map<String, PathTree> children() {
    return children;
  }

  /** Whether the value itself is a field. */
  boolean isField() {
    return field != NONE;
  }

  /** Index of the field. */
  int field() {
    return field;
  }

  /** Index of a field that is this one or within. */
  int anyField() {
    return isField() ? field : children.values().iterator().next().anyField();
  }
}

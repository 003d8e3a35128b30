package io.gradstream.learning.spec.yaml;

/** Where a value stands: its path, empty for the whole spec, and its 1-based line. */
public record Place(String path, int line) {

  public static final Place ROOT = new Place("", 1);

  /** A key of this object. A line of 0 (a default) leaves this one's. */
  Place key(String name, int keyLine) {
    return new Place(path.isEmpty() ? name : path + "." + name, keyLine == 0 ? line : keyLine);
  }

  /** The key this is the value of, as it is written in front; empty text for an item of a list. */
  String keyInFront() {
    String key = path.substring(path.lastIndexOf('.') + 1);
    return key.isEmpty() || key.endsWith("]") ? "" : key + ": ";
  }

  /** An item of this list. */
  Place item(int index, int itemLine) {
    return new Place(path + "[" + index + "]", itemLine == 0 ? line : itemLine);
  }
}

package io.gradstream.features.encode;

import java.util.HashSet;
import java.util.Set;

/** Gives each feature a name of its own. */
final class PartNames {

  private final Set<String> taken = new HashSet<>();

  String unique(String field) {
    String name = field;
    for (int number = 2; !taken.add(name); number++) {
      name = field + "#" + number;
    }
    return name;
  }
}

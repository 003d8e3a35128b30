package io.gradstream.learning.drift.ladder;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Enums by name. */
final class Names {

  private Names() {}

  static void write(Enum<?> value, DataOutput out) throws IOException {
    Compact.writeText(value.name(), out);
  }

  static <E extends Enum<E>> E read(Class<E> type, DataInput in) throws IOException {
    String name = Compact.readText(in);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new IOException("no %s has the name %s".formatted(type.getSimpleName(), name));
  }
}

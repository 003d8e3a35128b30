package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.List;

/** 1 for true; then 1 when the flag is missing. */
final class FlagFeature implements DenseFeature {

  private final String name;
  private final int field;

  FlagFeature(String name, int field) {
    this.name = name;
    this.field = field;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> columns() {
    return List.of(name, name + ".missing");
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    boolean missing = event.isMissing(field);
    dense[offset] = !missing && event.flag(field) ? 1 : 0;
    dense[offset + 1] = missing ? 1 : 0;
  }
}

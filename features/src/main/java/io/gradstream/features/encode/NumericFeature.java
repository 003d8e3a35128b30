package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.List;

/** Distance from the running mean in deviations, within ±5; then 1 when the number is missing. */
final class NumericFeature implements ScaledFeature {

  private final String name;
  private final int field;
  private RunningScale scale = new RunningScale();

  NumericFeature(String name, int field) {
    this.name = name;
    this.field = field;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunningScale[] scales() {
    return new RunningScale[] {scale};
  }

  @Override
  public void restore(RunningScale[] restored) {
    scale = restored[0];
  }

  @Override
  public List<String> columns() {
    return List.of(name, name + ".missing");
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    boolean missing = event.isMissing(field);
    dense[offset] = missing ? 0 : scale.scaled(event.number(field));
    dense[offset + 1] = missing ? 1 : 0;
  }

  @Override
  public void learn(Event event) {
    if (!event.isMissing(field)) {
      scale.learn(event.number(field));
    }
  }
}

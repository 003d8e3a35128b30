package io.gradstream.features;

import java.util.List;

/** Distance from the running mean in deviations, within ±5; then 1 when the number is missing. */
final class NumericFeature implements DenseFeature {

  private static final double CLIP = 5;

  private final String name;
  private final int field;
  private RunningScale scale = new RunningScale();

  NumericFeature(String name, int field) {
    this.name = name;
    this.field = field;
  }

  String name() {
    return name;
  }

  RunningScale scale() {
    return scale;
  }

  void restore(RunningScale restored) {
    scale = restored;
  }

  @Override
  public List<String> columns() {
    return List.of(name, name + ".missing");
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    boolean missing = event.isMissing(field);
    dense[offset] = missing ? 0 : scaled(event.number(field));
    dense[offset + 1] = missing ? 1 : 0;
  }

  void learn(Event event) {
    if (!event.isMissing(field)) {
      scale.learn(event.number(field));
    }
  }

  private float scaled(double value) {
    double deviation = scale.deviation();
    if (deviation == 0) {
      return 0;
    }
    return (float) Math.max(-CLIP, Math.min(CLIP, (value - scale.mean()) / deviation));
  }
}

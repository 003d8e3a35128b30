package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An array whose values are scaled online, those at each place of the last dimension together;
 * zeros when it is missing or of another length.
 */
final class ScaledNumbersFeature implements ScaledFeature {

  private final FeatureSpec.Numbers spec;
  private final int field;
  private final int size;
  private final RunningScale[] scales; // [length of the last dimension]

  ScaledNumbersFeature(FeatureSpec.Numbers spec, int field) {
    this.spec = spec;
    this.field = field;
    this.size = spec.size();
    int last = spec.shape().get(spec.shape().size() - 1);
    this.scales = Stream.generate(RunningScale::new).limit(last).toArray(RunningScale[]::new);
  }

  @Override
  public String name() {
    return spec.field();
  }

  @Override
  public List<String> columns() {
    return DenseFeature.numbered(name(), size);
  }

  @Override
  public List<Integer> shape() {
    return spec.shape();
  }

  @Override
  public RunningScale[] scales() {
    return scales;
  }

  @Override
  public void restore(RunningScale[] restored) {
    System.arraycopy(restored, 0, scales, 0, scales.length);
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    if (isAbsent(event)) {
      Arrays.fill(dense, offset, offset + size, 0);
      return;
    }
    float[] values = event.numbers(field);
    for (int place = 0; place < scales.length; place++) {
      scales[place].scale(values, place, scales.length, dense, offset);
    }
  }

  @Override
  public void learn(Event event) {
    if (isAbsent(event)) {
      return;
    }
    float[] values = event.numbers(field);
    for (int place = 0; place < scales.length; place++) {
      scales[place].learn(values, place, scales.length);
    }
  }

  private boolean isAbsent(Event event) {
    return event.isMissing(field) || event.numbers(field).length != size;
  }
}

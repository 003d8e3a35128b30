package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.Arrays;
import java.util.List;

/** An array as it is, or divided by one number; zeros when it is missing or of another length. */
final class NumbersFeature implements DenseFeature {

  private final FeatureSpec.Numbers spec;
  private final int field;
  private final int size;
  private final float divisor;

  NumbersFeature(FeatureSpec.Numbers spec, int field, float divisor) {
    this.spec = spec;
    this.field = field;
    this.size = spec.size();
    this.divisor = divisor;
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
  public void encode(Event event, float[] dense, int offset) {
    if (event.isMissing(field) || event.numbers(field).length != size) {
      Arrays.fill(dense, offset, offset + size, 0);
    } else if (divisor == 1) {
      System.arraycopy(event.numbers(field), 0, dense, offset, size);
    } else {
      divide(event.numbers(field), dense, offset);
    }
  }

  private void divide(float[] values, float[] dense, int offset) {
    for (int i = 0; i < values.length; i++) {
      dense[offset + i] = values[i] / divisor;
    }
  }
}

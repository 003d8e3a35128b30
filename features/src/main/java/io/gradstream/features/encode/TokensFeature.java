package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.Arrays;
import java.util.List;

/** The tokens of a text as numbers, then padding. */
final class TokensFeature implements DenseFeature {

  private final FeatureSpec.Tokens spec;
  private final int field;
  private final Tokenizer tokenizer;

  TokensFeature(FeatureSpec.Tokens spec, int field) {
    this.spec = spec;
    this.field = field;
    this.tokenizer = Tokenizer.of(spec);
  }

  @Override
  public String name() {
    return spec.field();
  }

  @Override
  public List<String> columns() {
    return DenseFeature.numbered(name(), spec.length());
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    int end = offset + spec.length();
    int written =
        event.isMissing(field) ? offset : tokenizer.write(event.text(field), dense, offset, end);
    Arrays.fill(dense, written, end, 0);
  }
}

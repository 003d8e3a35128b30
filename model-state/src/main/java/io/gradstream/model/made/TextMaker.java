package io.gradstream.model.made;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.TokenText;
import io.gradstream.network.TokenGenerator;

/** Goes on with a text by a model whose target is the next token. */
public final class TextMaker implements Maker {

  private final TokenGenerator generator;
  private final TokenWriter writer;
  private int left; // tokens

  /**
   * @throws IllegalArgumentException when the model writes no text, or the prompt is none of its
   *     own
   */
  public TextMaker(Model model, Writing writing) {
    FeatureSpec.Tokens feature = tokens(model.spec());
    writer = TokenWriter.of(feature);
    generator = new TokenGenerator(model.network(), writing.sampling(), writing.seed());
    for (int token : new TokenText(feature).prompt(writing.prompt())) {
      generator.append(token);
    }
    left = writing.tokens();
  }

  private static FeatureSpec.Tokens tokens(ModelSpec spec) {
    if (!spec.target().writesText()) {
      throw new IllegalArgumentException(
          "a text is written by a learner whose target is nextToken, and that of %s is %s"
              .formatted(spec.learner(), spec.target().task()));
    }
    return NextTokenTarget.tokens(spec.features());
  }

  @Override
  public int left() {
    return left;
  }

  /**
   * The first token may take the whole context, where others have asked the model since the last
   * turn: what follows may take as long again, so that two who take turns lose half at most.
   */
  @Override
  public void make(long nanos) {
    if (left == 0) {
      return;
    }
    long start = System.nanoTime();
    next();
    long most = Math.max(nanos, 2 * (System.nanoTime() - start));
    while (left > 0 && System.nanoTime() - start < most) {
      next();
    }
  }

  private void next() {
    writer.add(generator.next());
    left--;
  }

  /**
   * What was written since this was last asked: whole characters, and at the end whatever is left.
   */
  public String take() {
    return left == 0 ? writer.end() : writer.take();
  }
}

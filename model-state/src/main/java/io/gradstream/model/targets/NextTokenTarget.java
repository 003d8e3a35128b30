package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import java.util.List;

/**
 * The token after a text, a probability for each of the vocabulary. The one feature is {@link
 * FeatureSpec.Tokens}; its length is what the network reads at once.
 */
public record NextTokenTarget(float labelSmoothing) implements Target {

  /**
   * The one feature of a learner of texts.
   *
   * @throws IllegalArgumentException when it is another, or there are more
   */
  public static FeatureSpec.Tokens tokens(List<FeatureSpec> features) {
    if (features.size() == 1 && features.get(0) instanceof FeatureSpec.Tokens tokens) {
      return tokens;
    }
    throw new IllegalArgumentException("nextToken expects tokens as the only feature: " + features);
  }

  @Override
  public String task() {
    return "nextToken";
  }

  @Override
  public String shown() {
    return "the next token of the text";
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.TOKEN_LOSS;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.NextToken(vocabulary(features), labelSmoothing);
  }

  private static int vocabulary(List<FeatureSpec> features) {
    return tokens(features).vocabulary();
  }

  @Override
  public boolean isInEveryEvent() {
    return true;
  }

  @Override
  public boolean writesText() {
    return true;
  }

  @Override
  public FeatureRule featureRule() {
    return FeatureRule.ONE_TEXT;
  }

  /** One token more than the network reads: what follows the last of these. */
  @Override
  public List<FeatureSpec> encoded(List<FeatureSpec> features) {
    FeatureSpec.Tokens read = tokens(features);
    return List.of(
        new FeatureSpec.Tokens(
            read.field(), read.unit(), read.length() + 1, read.vocabulary(), read.alphabet()));
  }

  @Override
  public int width(List<FeatureSpec> features) {
    return vocabulary(features);
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    return List.of(new Output.Numbers("probabilities", vocabulary(features)));
  }

  /** ln n of n equally likely tokens. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return Math.log(vocabulary(features));
  }

  /** Takes the last tokens of a text that is longer than the network reads. */
  @Override
  public void shorten(
      Event event, EventSchema events, List<FeatureSpec> features, float[] inputs, int steps) {
    if (inputs[steps] == 0) {
      return;
    }
    FeatureSpec.Tokens feature = tokens(features);
    int[] tokens = new TokenText(feature).tokens(event.text(events.indexOf(feature.field())));
    for (int step = 0; step < steps; step++) {
      inputs[step] = tokens[tokens.length - steps + step];
    }
  }

  @Override
  public void stage(Network network, int place, float[] inputs, int offset, float label) {
    network.targets(place, inputs, offset + 1);
  }

  /** Reads what follows the step where the text ends. */
  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    int from = lastStep(inputs, network.targetWidth()) * into.length;
    for (int token = 0; token < into.length; token++) {
      into[token] = network.output(place, from + token);
    }
  }

  private static int lastStep(float[] inputs, int steps) {
    int step = 0;
    while (step + 1 < steps && inputs[step + 1] != 0) {
      step++;
    }
    return step;
  }

  /** In nats, over the tokens that follow another one. */
  @Override
  public RowLoss loss(Network network, int place, float[] inputs) {
    int steps = network.targetWidth();
    int vocabulary = network.outputWidth() / steps;
    double sum = 0;
    int count = 0;
    for (int step = 0; step < steps; step++) {
      int next = (int) inputs[step + 1];
      if (next != 0) {
        sum += Surprise.of(network.output(place, step * vocabulary + next));
        count++;
      }
    }
    return new RowLoss(sum, count);
  }
}

package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.LayerSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is predicted. Everything that differs from one kind of target to another is a method here:
 * the output layer, how a label is staged and an output is read, the outputs' names, the loss.
 * Immutable.
 */
public sealed interface Target
    permits BinaryTarget,
        GenerationTarget,
        MultiClassTarget,
        NextTokenTarget,
        OpenClassTarget,
        ReconstructionTarget,
        RegressionTarget {

  /** Where the bounds of a number stand in its answer, behind the value. */
  int LOWER = 1;

  int UPPER = 2;

  /** Name of the kind, as reports and messages have it. */
  String task();

  /** What is predicted, in words for a person. */
  String shown();

  /** Kind of prequential score that applies. */
  ScoreKind scoreKind();

  /** Output layer and loss of a model that is one network. */
  HeadSpec head(List<FeatureSpec> features);

  /**
   * Output layer and loss of a network among several, whose outputs are combined.
   *
   * @throws IllegalArgumentException when they cannot be
   */
  default HeadSpec memberHead(List<FeatureSpec> features) {
    if (!canBeCombined()) {
      throw new IllegalArgumentException("a pool predicts classes or a number: " + this);
    }
    return head(features);
  }

  /**
   * Output layer and loss of a network whose layers are declared, among several or with a history.
   */
  default HeadSpec layeredHead(List<FeatureSpec> features) {
    return memberHead(features);
  }

  /** Whether an event is its own label: nothing else needs to be known to learn from it. */
  default boolean isInEveryEvent() {
    return false;
  }

  /** Number of classes of a label; 0 unless it is a class. */
  default int classes() {
    return 0;
  }

  /** Classes that a history of labels tells apart; the last stands for all further ones. */
  default int historyClasses() {
    return classes();
  }

  /** Whether classes are met as labels come: a label is then a name, of which a row is claimed. */
  default boolean isOpen() {
    return false;
  }

  /** The same as its outputs are where these classes were met. */
  default Target met(List<String> classes) {
    return this;
  }

  /** Whether a label is a number, which is scaled before a network sees it. */
  default boolean isNumber() {
    return false;
  }

  /** Whether a label that did not come may count as the negative class. */
  default boolean hasNegative() {
    return false;
  }

  /** Whether the outputs of several networks, and a history of labels, make sense. */
  default boolean canBeCombined() {
    return false;
  }

  /** Whether a model draws events of its own, see {@link io.gradstream.network.RowSampler}. */
  default boolean drawsEvents() {
    return false;
  }

  /** Whether a model goes on with a text token by token. */
  default boolean writesText() {
    return false;
  }

  /** Name of the event's number that a label is learned as the change from. */
  default Optional<String> from() {
    return Optional.empty();
  }

  /** The same where an event's own value of a number's field is known as the last one. */
  default Target fromItself() {
    return this;
  }

  /** Width of the noise that the layers read in place of an event. */
  default OptionalInt noise() {
    return OptionalInt.empty();
  }

  /** The same with a discriminator of these layers, where it has one. */
  default Target with(List<LayerSpec> discriminator) {
    return this;
  }

  /** Which features it can be predicted from. */
  default FeatureRule featureRule() {
    return FeatureRule.ANY;
  }

  /** Features as they are encoded: those of the spec, or more of them than the network reads. */
  default List<FeatureSpec> encoded(List<FeatureSpec> features) {
    return features;
  }

  /** Parts of it that decide, beside the layers, the form of a network's weights. */
  default List<Object> form() {
    return List.of();
  }

  /** Share of the labels that the bounds of an answer cover, where it has any. */
  default Optional<Double> intervals() {
    return Optional.empty();
  }

  /**
   * The same with bounds that cover such a share of the labels.
   *
   * @throws IllegalArgumentException when it is no number, or the share none
   */
  default Target bounded(double coverage) {
    throw new IllegalArgumentException("intervals are of a number: " + this);
  }

  /** Number of values of an answer. */
  default int width(List<FeatureSpec> features) {
    return 1;
  }

  /** Outputs that an answer is told in, by name. */
  List<Output> outputs(List<FeatureSpec> features);

  /**
   * Mean loss of a model that knows nothing and says so; {@link Float#MAX_VALUE} where there is no
   * such scale. In the unit of {@link io.gradstream.network.StepResult#loss}.
   */
  double baselineLoss(List<FeatureSpec> features);

  /**
   * Brings an event that is longer than the network reads into its inputs, for an answer.
   *
   * @param inputs of the event as encoded; changed where it is too long
   * @param steps that the network reads
   */
  default void shorten(
      Event event, EventSchema events, List<FeatureSpec> features, float[] inputs, int steps) {}

  /**
   * Stages the target of a staged row, before a step of training.
   *
   * @param inputs of the event, from the offset on
   * @param label as the network learns it; of no meaning for an event that is its own label
   */
  default void stage(Network network, int place, float[] inputs, int offset, float label) {
    network.target(place, label);
  }

  /**
   * Reads what a network said of a staged row, after a forward pass.
   *
   * @param inputs of the event, from 0 on
   * @param into [max(classes, width)]: the probability of each class, or what {@link #width} counts
   */
  void read(Network network, int place, float[] inputs, double[] into);

  /**
   * Loss of a staged row that is its own label, after a forward pass.
   *
   * @param inputs of the event, from 0 on
   */
  default RowLoss loss(Network network, int place, float[] inputs) {
    throw new IllegalStateException("an event without its label has no loss: " + task());
  }

  /**
   * The first value that makes an answer none, as no float is near it; empty where there is no
   * such. The bounds of a number may be absent.
   *
   * @param answer as {@link #answer} gives it, and behind a number its bounds
   */
  default OptionalDouble noAnswer(double[] answer) {
    return Arrays.stream(answer, 0, isNumber() ? 1 : answer.length)
        .filter(value -> !Float.isFinite((float) value))
        .findFirst();
  }

  /**
   * The answer, from what was read or combined.
   *
   * @param outputs as {@link #read} gives them; of a number in the label's own unit
   * @return [width], as {@link io.gradstream.model.Model#predict} describes it
   */
  default double[] answer(double[] outputs) {
    double[] answer = new double[outputs.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = (float) outputs[i];
    }
    return answer;
  }
}

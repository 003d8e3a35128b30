package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import java.util.HashSet;
import java.util.List;

/**
 * A probability for each class that was met so far: a class is learned from its first label on. A
 * label is the class's name; which row of the output layer stands for it is {@link ClassRows}'
 * affair, a model's own.
 *
 * @param names those that own the first rows from the start
 * @param atMost classes that a model has room for
 * @param balanced whether each class weighs as much as any other in the loss, however rare
 */
public record OpenClassTarget(
    List<String> names, int atMost, float labelSmoothing, boolean balanced) implements Target {

  /** Most classes there may be. */
  public static final int MOST = 1000;

  /** Longest name of a class, in characters. */
  public static final int LONGEST = 200;

  /**
   * Most classes that history tells apart, where none is known before; the last stands for all
   * further ones.
   */
  private static final int TOLD_APART = 16;

  public OpenClassTarget {
    names = List.copyOf(names);
    if (atMost < 2 || atMost > MOST || names.size() > atMost) {
      throw new IllegalArgumentException(
          "atMost must be in 2..%d, and the %d classes known: %d"
              .formatted(MOST, names.size(), atMost));
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("a class is named once: " + names);
    }
  }

  @Override
  public String task() {
    return "classes";
  }

  @Override
  public String shown() {
    String known = names.isEmpty() ? "" : ", first of " + String.join(", ", names);
    return "one of at most %d classes as they come%s".formatted(atMost, known);
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.OPEN_CLASSES;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.MultiClass(atMost, labelSmoothing, List.of());
  }

  @Override
  public int classes() {
    return atMost;
  }

  @Override
  public int historyClasses() {
    int known = names.isEmpty() ? TOLD_APART : Math.max(2, names.size() + 1);
    return Math.min(atMost, Math.min(known, TOLD_APART));
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean canBeCombined() {
    return true;
  }

  /** Most of an answer; it is as wide as classes were met. */
  @Override
  public int width(List<FeatureSpec> features) {
    return atMost;
  }

  @Override
  public List<Object> form() {
    return List.of(names, atMost);
  }

  @Override
  public Target met(List<String> classes) {
    return new OpenClassTarget(classes, atMost, labelSmoothing, balanced);
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    return outputsOf(names);
  }

  /** Outputs where these classes were met. */
  static List<Output> outputsOf(List<String> met) {
    return List.of(
        new Output.Numbers("probabilities", Output.Numbers.ANY, met),
        new Output.Text("class", answer -> likeliest(met, answer)));
  }

  /** Name of the class of the largest probability, of equal ones the first; empty before any. */
  private static String likeliest(List<String> met, double[] probabilities) {
    return probabilities.length == 0 ? "" : new MultiClassTarget(met).likeliest(probabilities);
  }

  /** ln n of n equally likely classes. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return Math.log(classes());
  }

  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    for (int c = 0; c < into.length; c++) {
      into[c] = network.output(place, c);
    }
  }
}

package io.gradstream.network.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * A layer's input does not fit it. Says which layer, by its place: {@code network[2] pool2d: a 2-D
 * pool expects an image [height, width, channels]; its input is [64], made by network[1] flatten}.
 */
public final class InvalidLayerException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** The only branch's name where a list of layers is all there is. */
  private static final String UNNAMED = "";

  /**
   * A layer within a list of layers.
   *
   * @param branch name of the list: a branch of a {@link BlockSpec.Concat}; {@code discriminator};
   *     otherwise empty
   * @param layer index in the list, from 0
   * @param kind of the layer, for instance {@code dense}
   */
  public record Step(String branch, int layer, String kind) {}

  private final transient List<Step> path;
  private final String reason;
  private final String maker;

  /**
   * @param path outermost list first
   * @param reason what was expected, and the input
   * @param maker kind of the layer before, empty when it is the first of its list
   */
  private InvalidLayerException(List<Step> path, String reason, String maker, Throwable cause) {
    super(message(path, reason, maker), cause);
    this.path = List.copyOf(path);
    this.reason = reason;
    this.maker = maker;
  }

  /** An error in a layer of an unnamed list. */
  public static InvalidLayerException of(int layer, String kind, String maker, Exception cause) {
    return new InvalidLayerException(
        List.of(new Step(UNNAMED, layer, kind)), cause.getMessage(), maker, cause);
  }

  /** The whole network's: what its layers make does not fit its head. */
  public static InvalidLayerException ofNetwork(Exception cause) {
    return new InvalidLayerException(List.of(), cause.getMessage(), UNNAMED, cause);
  }

  /** The layer's list is all there is in another layer. */
  public InvalidLayerException within(int layer, String kind) {
    List<Step> longer =
        Stream.concat(Stream.of(new Step(UNNAMED, layer, kind)), path.stream()).toList();
    return new InvalidLayerException(longer, reason, maker, getCause());
  }

  /** The outermost list has a name. */
  public InvalidLayerException inBranch(String name) {
    Step first = new Step(name, path.get(0).layer(), path.get(0).kind());
    List<Step> named = Stream.concat(Stream.of(first), path.stream().skip(1)).toList();
    return new InvalidLayerException(named, reason, maker, getCause());
  }

  /** Where the layer is, outermost list first; empty when all layers together do not fit. */
  public List<Step> path() {
    return path;
  }

  /** The message without the layer's place. */
  public String reason() {
    return reason;
  }

  private static String message(List<Step> path, String reason, String maker) {
    if (path.isEmpty()) {
      return "network: " + reason;
    }
    return place(path) + ": " + reason + source(path, reason, maker);
  }

  /** Who made the input, where the reason ends with its shape. */
  private static String source(List<Step> path, String reason, String maker) {
    if (!reason.matches("(?s).*its input is \\[[0-9, ]+\\]")) {
      return "";
    }
    List<Step> outer = path.subList(0, path.size() - 1);
    if (!maker.isEmpty()) {
      Step last = path.get(path.size() - 1);
      Step before = new Step(last.branch(), last.layer() - 1, maker);
      return ", made by " + place(Stream.concat(outer.stream(), Stream.of(before)).toList());
    }
    return outer.isEmpty() ? ", the network's own" : ", that of " + place(outer);
  }

  private static String place(List<Step> path) {
    StringBuilder text = new StringBuilder();
    for (Step step : path) {
      String list = text.isEmpty() && step.branch().isEmpty() ? "network" : step.branch();
      String dot = text.isEmpty() || list.isEmpty() ? "" : ".";
      text.append(dot).append(list).append('[').append(step.layer()).append(']');
    }
    return text + " " + path.get(path.size() - 1).kind();
  }
}

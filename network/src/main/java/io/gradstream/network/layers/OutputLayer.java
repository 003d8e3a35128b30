package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.HeadSpec.Reconstruction;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.Shape;

/** The layer that follows from the head: dense, as wide as what is predicted. */
public final class OutputLayer {

  private OutputLayer() {}

  /**
   * Adds it to the hidden layers.
   *
   * @param target shape of what is predicted, for a reconstruction
   */
  public static void add(HeadSpec head, Shape target, String name, Chain layers, Site site) {
    Signal last = layers.output();
    boolean fits = head instanceof Reconstruction && last.shape().equals(target);
    if (fits && last.wantsDeltas()) {
      return;
    }
    requireShape(head, last.shape());
    layers.add(name, Dense.output(name, width(head, target), last, site));
  }

  private static void requireShape(HeadSpec head, Shape shape) {
    try {
      if (head instanceof NextToken) {
        shape.sequence("the output layer of nextToken");
      } else {
        shape.vector("the output layer");
      }
    } catch (IllegalArgumentException e) {
      throw InvalidLayerException.ofNetwork(e);
    }
  }

  private static int width(HeadSpec head, Shape target) {
    if (head instanceof HeadSpec.MultiClass multiClass) {
      return multiClass.classes();
    }
    if (head instanceof NextToken nextToken) {
      return nextToken.vocabulary();
    }
    return head instanceof Reconstruction ? target.size() : 1;
  }
}

package io.gradstream.network;

import io.gradstream.network.HeadSpec.MultiClass;
import io.gradstream.network.Network.Vector;
import java.util.Arrays;

/** Trains a little and says with which kernels and to which bits; a program of its own. */
final class TrainingDigest {

  private TrainingDigest() {}

  public static void main(String[] arguments) {
    System.out.println(Network.kernelType() + " " + digest());
  }

  static int digest() {
    NetworkSpec spec = Examples.everything(new MultiClass(3));
    try (Network network = new Network(spec, Examples.ADAM, 16, 1)) {
      for (int step = 0; step < 30; step++) {
        Examples.random(spec, 1 + step % 16, step).train(network);
      }
      return Arrays.hashCode(Examples.all(network, Vector.WEIGHTS));
    }
  }
}

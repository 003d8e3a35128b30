package io.gradstream.network;

import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.spec.PlasticitySpec.ShrinkAndPerturb;
import io.gradstream.network.spec.TrainingSpec;
import java.util.Arrays;
import java.util.Optional;

/** Trains a little and says with which kernels and to which bits; a program of its own. */
final class TrainingDigest {

  private static final PlasticitySpec PLASTICITY =
      new PlasticitySpec(
          Optional.of(new ContinualBackprop(0.05f, 3, 0.9f)),
          Optional.of(new ShrinkAndPerturb(4, 0.01f, 0.01f)));

  private TrainingDigest() {}

  public static void main(String[] arguments) {
    System.out.println(EngineVersion.kernels() + " " + digest());
  }

  static int digest() {
    NetworkSpec spec = Examples.everything(new MultiClass(3));
    TrainingSpec plastic = TrainingSpec.of(Examples.ADAM).with(PLASTICITY);
    return 31 * digest(spec, TrainingSpec.of(Examples.ADAM)) + digest(spec, plastic);
  }

  private static int digest(NetworkSpec spec, TrainingSpec training) {
    try (Network network = new Network(spec, training, 16, 1)) {
      for (int step = 0; step < 30; step++) {
        Examples.random(spec, 1 + step % 16, step).train(network);
      }
      return 31 * Arrays.hashCode(Examples.all(network, NetworkVector.WEIGHTS))
          + Arrays.hashCode(Examples.all(network, NetworkVector.UNITS));
    }
  }
}

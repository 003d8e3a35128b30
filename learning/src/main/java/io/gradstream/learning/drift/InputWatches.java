package io.gradstream.learning.drift;

import io.gradstream.schemas.SplitMix64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Detectors on some inputs of a learner. At every so many examples one of them, drawn by (seed,
 * example), sees its input: so an example costs the same for any number of inputs, and neighbours
 * in time, which resemble each other where the detector supposes that they do not, are left out.
 *
 * <p>Which inputs are watched, when there are too many, follows from the seed.
 */
final class InputWatches {

  private final long seed;
  private final int every;
  private final int[] places; // [watched], of the input in an example, ascending
  private final List<Watch> watches = new ArrayList<>(); // [watched]

  /**
   * @param inputs the names of all inputs, in their order
   */
  InputWatches(InputsConfig config, long seed, List<String> inputs) {
    this.seed = seed;
    every = config.every();
    places = choose(inputs.size(), Math.min(config.most(), inputs.size()), seed);
    for (int place : places) {
      watches.add(new Watch(inputs.get(place), config.detector(SplitMix64.mix(seed + place))));
    }
  }

  /** So many of all places, ascending, each choice as likely as any other. */
  private static int[] choose(int all, int chosen, long seed) {
    double[] places = new double[all];
    for (int i = 0; i < all; i++) {
      places[i] = i;
    }
    double[] drawn = new double[chosen];
    new SampleDraw(seed, all, chosen).draw(0, places, drawn);
    return Arrays.stream(drawn).sorted().mapToInt(place -> (int) place).toArray();
  }

  /**
   * @param at number of the example
   * @param inputs [all inputs]
   */
  Optional<Detection> see(long at, float[] inputs) {
    if (places.length == 0 || at % every != 0) {
      return Optional.empty();
    }
    long random = SplitMix64.mix(seed + SplitMix64.GOLDEN * at);
    int turn = SampleDraw.below(places.length, random);
    return watches.get(turn).see(at, inputs[places[turn]]);
  }

  void clear() {
    watches.forEach(Watch::clear);
  }

  void write(DataOutput out) throws IOException {
    for (Watch watch : watches) {
      watch.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    for (Watch watch : watches) {
      watch.read(in);
    }
  }
}

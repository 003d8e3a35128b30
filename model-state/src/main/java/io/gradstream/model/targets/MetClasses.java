package io.gradstream.model.targets;

import io.gradstream.schemas.Fnv64;
import io.gradstream.schemas.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Classes in the order in which they were met, where a target learns them as its labels come. Each
 * has a sign, a float that stands for its name where only numbers travel and lie: in what is judged
 * of an answer, and in scores, which add up models that met the classes in different orders. The
 * sign is 30 bits of a hash, so two of twenty classes have the same once in five million learners;
 * scores then take them for one. Immutable.
 */
public final class MetClasses {

  /** None yet. */
  public static final MetClasses NONE = new MetClasses(List.of(), new float[0]);

  private static final int FINITE = 0x40000000; // this bit is 0: neither infinite nor no number
  private static final int NORMAL = 0x20000000; // this bit is 1: neither zero nor subnormal

  private final List<String> names;
  private final float[] signs; // [names]

  private MetClasses(List<String> names, float[] signs) {
    this.names = names;
    this.signs = signs;
  }

  public static MetClasses of(List<String> names) {
    float[] signs = new float[names.size()];
    for (int c = 0; c < signs.length; c++) {
      signs[c] = sign(names.get(c));
    }
    return new MetClasses(List.copyOf(names), signs);
  }

  /** The sign of a class. What it comes to lies in state, so it never changes. */
  public static float sign(String name) {
    long hash = SplitMix64.mix(Fnv64.of(name.getBytes(StandardCharsets.UTF_8)));
    return Float.intBitsToFloat((int) hash & ~FINITE | NORMAL);
  }

  /** These and one more. */
  MetClasses and(String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    float[] longer = Arrays.copyOf(signs, more.size());
    longer[names.size()] = sign(name);
    return new MetClasses(List.copyOf(more), longer);
  }

  public List<String> names() {
    return names;
  }

  public float sign(int index) {
    return signs[index];
  }

  /**
   * An answer as scores take it: probabilities, then the sign of each class.
   *
   * @param probabilities of these classes; of some that were met later, too, they are left out
   * @return [2 classes]
   */
  public double[] signed(double[] probabilities) {
    double[] signed = Arrays.copyOf(probabilities, 2 * signs.length);
    if (probabilities.length > signs.length) {
      shareAlone(signed);
    }
    for (int c = 0; c < signs.length; c++) {
      signed[signs.length + c] = signs[c];
    }
    return signed;
  }

  /** The first probabilities, as they are where there is nothing beside these classes. */
  private void shareAlone(double[] probabilities) {
    double sum = 0;
    for (int c = 0; c < signs.length; c++) {
      sum += probabilities[c];
    }
    for (int c = 0; c < signs.length; c++) {
      probabilities[c] = (float) (sum > 0 ? probabilities[c] / sum : 1.0 / signs.length);
    }
  }
}

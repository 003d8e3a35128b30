package io.gradstream.network.spec;

/** How the weights of a new model are drawn; biases start at zero. Written by name. */
public enum Initializer {
  /** What fits the layer: He's before a ReLU and its kin, Glorot's otherwise. */
  AUTO,
  /** Uniform within sqrt(6 / (in + out)), Glorot and Bengio 2010. */
  GLOROT_UNIFORM,
  /** Normal with variance 2 / (in + out). */
  GLOROT_NORMAL,
  /** Uniform within sqrt(6 / in), He et al. 2015. */
  HE_UNIFORM,
  /** Normal with variance 2 / in. */
  HE_NORMAL,
  /** Rows or columns of a random orthogonal matrix, Saxe, McClelland and Ganguli 2014. */
  ORTHOGONAL,
  /** Normal with standard deviation 0.02, as GPT-2. */
  NORMAL
}

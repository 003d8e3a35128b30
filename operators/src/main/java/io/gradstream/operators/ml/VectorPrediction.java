package io.gradstream.operators.ml;

import io.gradstream.schemas.Version;
import org.apache.flink.ml.linalg.DenseVector;

/**
 * What a model said of a vector.
 *
 * @param prediction the class's index, or the value
 * @param raw the probability of each class, or the value
 * @param version of the model that said so
 */
record VectorPrediction(double prediction, DenseVector raw, Version version) {}

package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;

/** By the rules of {@link VectorKernels}. */
final class VectorActivationKernels implements ActivationKernels {

  private final float[] memory;
  private final VectorSums along;
  private final VectorFunctions functions;
  private final VectorActivations activations;
  private final ScalarActivationKernels rest;

  VectorActivationKernels(float[] memory) {
    this.memory = memory;
    along = new VectorSums(memory);
    functions = new VectorFunctions(memory);
    activations = new VectorActivations(memory, functions);
    rest = new ScalarActivationKernels(memory);
  }

  @Override
  public void relu(int n, int z) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, z + i);
      value.blend(0f, value.compare(LT, 0f)).intoArray(memory, z + i);
    }
    rest.relu(n - i, z + i);
  }

  @Override
  public void tanh(int n, int z) {
    int whole = n - n % LENGTH;
    functions.tanh(whole, z);
    rest.tanh(n - whole, z + whole);
  }

  @Override
  public void sigmoid(int n, int z) {
    int whole = n - n % LENGTH;
    functions.sigmoid(whole, z);
    rest.sigmoid(n - whole, z + whole);
  }

  @Override
  public void reluGradient(int n, int y, int d) {
    FloatVector zero = zero(SPECIES);
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      FloatVector delta = fromArray(SPECIES, memory, d + i);
      zero.blend(delta, fromArray(SPECIES, memory, y + i).compare(GT, 0f)).intoArray(memory, d + i);
    }
    rest.reluGradient(n - i, y + i, d + i);
  }

  @Override
  public void tanhGradient(int n, int y, int d) {
    FloatVector one = broadcast(SPECIES, 1f);
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, y + i);
      fromArray(SPECIES, memory, d + i)
          .mul(value.lanewise(NEG).fma(value, one))
          .intoArray(memory, d + i);
    }
    rest.tanhGradient(n - i, y + i, d + i);
  }

  @Override
  public void sigmoidGradient(int n, int y, int d) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, y + i);
      fromArray(SPECIES, memory, d + i)
          .mul(value.lanewise(NEG).fma(value, value))
          .intoArray(memory, d + i);
    }
    rest.sigmoidGradient(n - i, y + i, d + i);
  }

  @Override
  public void leakyRelu(int n, int z) {
    int whole = n - n % LENGTH;
    activations.leakyRelu(whole, z);
    rest.leakyRelu(n - whole, z + whole);
  }

  @Override
  public void leakyReluGradient(int n, int y, int d) {
    int whole = n - n % LENGTH;
    activations.leakyReluGradient(whole, y, d);
    rest.leakyReluGradient(n - whole, y + whole, d + whole);
  }

  @Override
  public void gelu(int n, int z, int y) {
    int whole = n - n % LENGTH;
    activations.gelu(whole, z, y);
    rest.gelu(n - whole, z + whole, y + whole);
  }

  @Override
  public void geluGradient(int n, int z, int d) {
    int whole = n - n % LENGTH;
    activations.geluSlope(whole, z);
    activations.multiply(whole, z, d);
    rest.geluGradient(n - whole, z + whole, d + whole);
  }

  @Override
  public void silu(int n, int z, int y) {
    int whole = n - n % LENGTH;
    activations.silu(whole, z, y);
    rest.silu(n - whole, z + whole, y + whole);
  }

  @Override
  public void siluGradient(int n, int z, int d) {
    int whole = n - n % LENGTH;
    activations.siluSlope(whole, z);
    activations.multiply(whole, z, d);
    rest.siluGradient(n - whole, z + whole, d + whole);
  }

  @Override
  public void softmax(int rows, int width, int z) {
    int end = z + rows * width;
    for (int row = z; row < end; row += width) {
      activations.shift(width, -activations.maximum(width, row), row);
    }
    exp(rows * width, z);
    for (int row = z; row < end; row += width) {
      activations.scale(width, 1f / along.sum(width, row), row);
    }
  }

  @Override
  public void softmaxGradient(int rows, int width, int y, int d) {
    for (int row = 0; row < rows * width; row += width) {
      activations.softmaxDeltas(width, along.dot(width, d + row, y + row), y + row, d + row);
    }
  }

  @Override
  public void exp(int n, int z) {
    int whole = n - n % LENGTH;
    functions.exp(whole, z);
    rest.exp(n - whole, z + whole);
  }

  @Override
  public void log(int n, int z) {
    int whole = n - n % LENGTH;
    functions.log(whole, z);
    rest.log(n - whole, z + whole);
  }
}

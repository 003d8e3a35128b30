package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/** The kernels with the Vector API, by the rules of {@link VectorKernels}. */
final class VectorAttentionKernels implements AttentionKernels {

  private final float[] memory;
  private final VectorSoftmax softmax;
  private final VectorNorm norm;
  private final float[] lanes = new float[LANES];

  VectorAttentionKernels(float[] memory) {
    this.memory = memory;
    softmax = new VectorSoftmax(memory);
    norm = new VectorNorm(memory);
  }

  @Override
  public void softmax(int rows, int first, int more, float scale, int stride, int z, int scratch) {
    softmax.mask(rows, first, more, stride, z, MASKED);
    softmax.maxima(rows, first, more, stride, z, scratch);
    softmax.exponentials(rows, first, more, scale, stride, z, scratch);
    softmax.scale(rows, first, more, stride, z, scratch);
    softmax.clear(rows, first, more, stride, z);
  }

  @Override
  public void softmaxGradient(
      int rows, int first, int more, float scale, int stride, int p, int d, int scratch) {
    softmax.mask(rows, first, more, stride, d, 0f);
    softmax.products(rows, first, more, stride, p, d, scratch);
    softmax.gradient(rows, first, more, scale, stride, p, d, scratch);
    softmax.clear(rows, first, more, stride, d);
  }

  @Override
  public void scores(int rows, int width, int query, int keys, int stride, int s) {
    for (int k = 0; k < rows; k++) {
      int key = keys + k * stride;
      int whole = width - width % LANES;
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        FloatVector sum = zero(SPECIES);
        for (int i = lane; i < whole; i += LANES) {
          sum = fromArray(SPECIES, memory, query + i).fma(fromArray(SPECIES, memory, key + i), sum);
        }
        sum.intoArray(lanes, lane);
      }
      for (int i = whole, lane = 0; i < width; i++, lane++) {
        float q = memory[query + i];
        lanes[lane] = Math.fma(q, memory[key + i], lanes[lane]);
      }
      memory[s + k] = FloatMath.fold(lanes);
    }
  }

  @Override
  public void weightedSum(int rows, int width, int p, int values, int stride, int y) {
    int j = 0;
    for (; j + LENGTH <= width; j += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int k = 0; k < rows; k++) {
        int value = values + k * stride + j;
        sum = broadcast(SPECIES, memory[p + k]).fma(fromArray(SPECIES, memory, value), sum);
      }
      sum.intoArray(memory, y + j);
    }
    for (; j < width; j++) {
      float sum = 0f;
      for (int k = 0; k < rows; k++) {
        float value = memory[values + k * stride + j];
        sum = Math.fma(memory[p + k], value, sum);
      }
      memory[y + j] = sum;
    }
  }

  @Override
  public void rowMeans(int rows, int width, int x, int means) {
    norm.means(rows, width, x, means);
  }

  @Override
  public void rowScales(int rows, int width, float epsilon, int x, int means, int scales) {
    norm.scales(rows, width, epsilon, x, means, scales);
  }

  @Override
  public void normalize(
      int rows, int width, int x, int means, int scales, int gain, int shift, int y) {
    norm.normalize(rows, width, x, means, scales, gain, shift, y);
  }

  @Override
  public void gainGradient(int rows, int width, int x, int means, int scales, int d, int gains) {
    norm.gainGradient(rows, width, x, means, scales, d, gains);
  }

  @Override
  public void rowMeansOfProducts(int rows, int width, int d, int gain, int means) {
    norm.meansOfProducts(rows, width, d, gain, means);
  }

  @Override
  public void normSums(
      int rows, int width, int x, int means, int scales, int d, int gain, int products) {
    norm.sums(rows, width, x, means, scales, d, gain, products);
  }

  @Override
  public void normGradient(
      int rows,
      int width,
      int x,
      int means,
      int scales,
      int d,
      int gain,
      int deltaMeans,
      int products,
      int dx) {
    norm.gradient(rows, width, x, means, scales, d, gain, deltaMeans, products, dx);
  }

  @Override
  public void shiftRows(int rows, int width, int z) {
    softmax.shift(rows, width, z);
  }

  @Override
  public void scaledDifference(int n, int p, float subtrahend, float scale, int d) {
    softmax.scaledDifference(n, p, subtrahend, scale, d);
  }

  @Override
  public void rowSums(int rows, int width, int x, int sums) {
    softmax.sums(rows, width, x, sums);
  }

  @Override
  public void divideRows(int rows, int width, int sums, int z) {
    softmax.divide(rows, width, sums, z);
  }
}

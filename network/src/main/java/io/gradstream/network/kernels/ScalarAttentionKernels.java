package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;

import java.util.Arrays;

/** What {@code VectorAttentionKernels} must equal, bit for bit. */
final class ScalarAttentionKernels implements AttentionKernels {

  private final float[] memory;
  private final float[] lanes = new float[LANES];

  ScalarAttentionKernels(float[] memory) {
    this.memory = memory;
  }

  @Override
  public void softmax(int rows, int first, int more, float scale, int stride, int z, int scratch) {
    for (int r = 0; r < rows; r++) {
      int n = first + r * more;
      int row = z + r * stride;
      softmaxRow(n, scale, row);
      for (int i = n; i < stride; i++) {
        memory[row + i] = 0f;
      }
    }
  }

  private void softmaxRow(int n, float factor, int row) {
    float maximum = maximum(n, row) * factor;
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      float score = memory[row + i];
      float e = score <= MASKED ? 0f : FloatMath.exp(score * factor - maximum);
      memory[row + i] = e;
      lanes[i % LANES] += e;
    }
    float scale = 1f / FloatMath.fold(lanes);
    for (int i = 0; i < n; i++) {
      memory[row + i] = memory[row + i] * scale;
    }
  }

  private float maximum(int n, int row) {
    float maximum = MASKED;
    for (int i = 0; i < n; i++) {
      float value = memory[row + i];
      maximum = value > maximum ? value : maximum;
    }
    return maximum;
  }

  @Override
  public void softmaxGradient(
      int rows, int first, int more, float scale, int stride, int p, int d, int scratch) {
    for (int r = 0; r < rows; r++) {
      int n = first + r * more;
      int at = r * stride;
      float sum = dot(n, p + at, d + at);
      for (int i = at; i < at + n; i++) {
        memory[d + i] = (memory[d + i] - sum) * memory[p + i] * scale;
      }
      for (int i = at + n; i < at + stride; i++) {
        memory[d + i] = 0f;
      }
    }
  }

  private float dot(int n, int x, int y) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] = Math.fma(memory[x + i], memory[y + i], lanes[i % LANES]);
    }
    return FloatMath.fold(lanes);
  }

  @Override
  public void scores(int rows, int width, int query, int keys, int stride, int s) {
    for (int k = 0; k < rows; k++) {
      memory[s + k] = dot(width, query, keys + k * stride);
    }
  }

  @Override
  public void weightedSum(int rows, int width, int p, int values, int stride, int y) {
    for (int j = 0; j < width; j++) {
      float sum = 0f;
      for (int k = 0; k < rows; k++) {
        sum = Math.fma(memory[p + k], memory[values + k * stride + j], sum);
      }
      memory[y + j] = sum;
    }
  }

  @Override
  public void rowMeans(int rows, int width, int x, int means) {
    rowSums(rows, width, x, means);
    for (int r = 0; r < rows; r++) {
      memory[means + r] = memory[means + r] / width;
    }
  }

  @Override
  public void rowScales(int rows, int width, float epsilon, int x, int means, int scales) {
    for (int r = 0; r < rows; r++) {
      float mean = memory[means + r];
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        float centered = memory[x + r * width + i] - mean;
        lanes[i % LANES] = Math.fma(centered, centered, lanes[i % LANES]);
      }
      memory[scales + r] = scale(FloatMath.fold(lanes), width, epsilon);
    }
  }

  /** The one formula of both twins. */
  static float scale(float squares, int width, float epsilon) {
    return 1f / (float) Math.sqrt(squares / width + epsilon);
  }

  @Override
  public void normalize(
      int rows, int width, int x, int means, int scales, int gain, int shift, int y) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < width; i++) {
        float value =
            Math.fma(normal(r, width, i, x, means, scales), memory[gain + i], get(shift, i));
        memory[y + r * width + i] = value;
      }
    }
  }

  private float get(int array, int i) {
    return memory[array + i];
  }

  /** n = (x - mean) scale of one value. */
  private float normal(int r, int width, int i, int x, int means, int scales) {
    return (memory[x + r * width + i] - memory[means + r]) * memory[scales + r];
  }

  @Override
  public void gainGradient(int rows, int width, int x, int means, int scales, int d, int gains) {
    for (int i = 0; i < width; i++) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        sum = Math.fma(get(d, r * width + i), normal(r, width, i, x, means, scales), sum);
      }
      memory[gains + i] = sum;
    }
  }

  @Override
  public void rowMeansOfProducts(int rows, int width, int d, int gain, int means) {
    for (int r = 0; r < rows; r++) {
      memory[means + r] = dot(width, d + r * width, gain) / width;
    }
  }

  @Override
  public void normSums(
      int rows, int width, int x, int means, int scales, int d, int gain, int products) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        float delta = get(d, r * width + i) * get(gain, i);
        lanes[i % LANES] = Math.fma(delta, normal(r, width, i, x, means, scales), lanes[i % LANES]);
      }
      memory[products + r] = FloatMath.fold(lanes) / width;
    }
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
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < width; i++) {
        float centered = Math.fma(get(d, r * width + i), get(gain, i), -get(deltaMeans, r));
        float n = normal(r, width, i, x, means, scales);
        float delta = Math.fma(-n, get(products, r), centered) * get(scales, r);
        memory[dx + r * width + i] = delta;
      }
    }
  }

  @Override
  public void shiftRows(int rows, int width, int z) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * width;
      float maximum = maximum(width, row);
      for (int i = row; i < row + width; i++) {
        memory[i] = memory[i] - maximum;
      }
    }
  }

  @Override
  public void scaledDifference(int n, int p, float subtrahend, float scale, int d) {
    for (int i = 0; i < n; i++) {
      memory[d + i] = (memory[p + i] - subtrahend) * scale;
    }
  }

  @Override
  public void rowSums(int rows, int width, int x, int sums) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        lanes[i % LANES] += memory[x + r * width + i];
      }
      memory[sums + r] = FloatMath.fold(lanes);
    }
  }

  @Override
  public void divideRows(int rows, int width, int sums, int z) {
    for (int r = 0; r < rows; r++) {
      float scale = 1f / memory[sums + r];
      for (int i = z + r * width; i < z + (r + 1) * width; i++) {
        memory[i] = memory[i] * scale;
      }
    }
  }
}

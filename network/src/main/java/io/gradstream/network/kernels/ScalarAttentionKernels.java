package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** What {@code VectorAttentionKernels} must equal, bit for bit. */
final class ScalarAttentionKernels implements AttentionKernels {

  private final FloatBuffer memory;
  private final float[] lanes = new float[LANES];

  ScalarAttentionKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void softmax(int rows, int first, int more, int stride, int z, int scratch) {
    for (int r = 0; r < rows; r++) {
      int n = first + r * more;
      int row = z + r * stride;
      softmaxRow(n, row);
      for (int i = n; i < stride; i++) {
        memory.put(row + i, 0f);
      }
    }
  }

  private void softmaxRow(int n, int row) {
    float maximum = maximum(n, row);
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      float score = memory.get(row + i);
      float e = score <= MASKED ? 0f : FloatMath.exp(score - maximum);
      memory.put(row + i, e);
      lanes[i % LANES] += e;
    }
    float scale = 1f / FloatMath.fold(lanes);
    for (int i = 0; i < n; i++) {
      memory.put(row + i, memory.get(row + i) * scale);
    }
  }

  private float maximum(int n, int row) {
    float maximum = MASKED;
    for (int i = 0; i < n; i++) {
      float value = memory.get(row + i);
      maximum = value > maximum ? value : maximum;
    }
    return maximum;
  }

  @Override
  public void softmaxGradient(
      int rows, int first, int more, int stride, int p, int d, int scratch) {
    for (int r = 0; r < rows; r++) {
      int n = first + r * more;
      int at = r * stride;
      float sum = dot(n, p + at, d + at);
      for (int i = at; i < at + n; i++) {
        memory.put(d + i, memory.get(p + i) * (memory.get(d + i) - sum));
      }
      for (int i = at + n; i < at + stride; i++) {
        memory.put(d + i, 0f);
      }
    }
  }

  private float dot(int n, int x, int y) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] = Math.fma(memory.get(x + i), memory.get(y + i), lanes[i % LANES]);
    }
    return FloatMath.fold(lanes);
  }

  @Override
  public void scores(int rows, int width, float scale, int query, int keys, int stride, int s) {
    for (int k = 0; k < rows; k++) {
      memory.put(s + k, scale * dot(width, query, keys + k * stride));
    }
  }

  @Override
  public void weightedSum(int rows, int width, int p, int values, int stride, int y) {
    for (int j = 0; j < width; j++) {
      float sum = 0f;
      for (int k = 0; k < rows; k++) {
        sum = Math.fma(memory.get(p + k), memory.get(values + k * stride + j), sum);
      }
      memory.put(y + j, sum);
    }
  }

  @Override
  public void rowMeans(int rows, int width, int x, int means) {
    rowSums(rows, width, x, means);
    for (int r = 0; r < rows; r++) {
      memory.put(means + r, memory.get(means + r) / width);
    }
  }

  @Override
  public void rowScales(int rows, int width, float epsilon, int x, int means, int scales) {
    for (int r = 0; r < rows; r++) {
      float mean = memory.get(means + r);
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        float centered = memory.get(x + r * width + i) - mean;
        lanes[i % LANES] = Math.fma(centered, centered, lanes[i % LANES]);
      }
      memory.put(scales + r, scale(FloatMath.fold(lanes), width, epsilon));
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
            Math.fma(normal(r, width, i, x, means, scales), memory.get(gain + i), get(shift, i));
        memory.put(y + r * width + i, value);
      }
    }
  }

  private float get(int array, int i) {
    return memory.get(array + i);
  }

  /** n = (x - mean) scale of one value. */
  private float normal(int r, int width, int i, int x, int means, int scales) {
    return (memory.get(x + r * width + i) - memory.get(means + r)) * memory.get(scales + r);
  }

  @Override
  public void gainGradient(int rows, int width, int x, int means, int scales, int d, int gains) {
    for (int i = 0; i < width; i++) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        sum = Math.fma(get(d, r * width + i), normal(r, width, i, x, means, scales), sum);
      }
      memory.put(gains + i, sum);
    }
  }

  @Override
  public void rowMeansOfProducts(int rows, int width, int d, int gain, int means) {
    for (int r = 0; r < rows; r++) {
      memory.put(means + r, dot(width, d + r * width, gain) / width);
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
      memory.put(products + r, FloatMath.fold(lanes) / width);
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
        memory.put(dx + r * width + i, delta);
      }
    }
  }

  @Override
  public void shiftRows(int rows, int width, int z) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * width;
      float maximum = maximum(width, row);
      for (int i = row; i < row + width; i++) {
        memory.put(i, memory.get(i) - maximum);
      }
    }
  }

  @Override
  public void scaledDifference(int n, int p, float subtrahend, float scale, int d) {
    for (int i = 0; i < n; i++) {
      memory.put(d + i, (memory.get(p + i) - subtrahend) * scale);
    }
  }

  @Override
  public void rowSums(int rows, int width, int x, int sums) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        lanes[i % LANES] += memory.get(x + r * width + i);
      }
      memory.put(sums + r, FloatMath.fold(lanes));
    }
  }

  @Override
  public void divideRows(int rows, int width, int sums, int z) {
    for (int r = 0; r < rows; r++) {
      float scale = 1f / memory.get(sums + r);
      for (int i = z + r * width; i < z + (r + 1) * width; i++) {
        memory.put(i, memory.get(i) * scale);
      }
    }
  }
}

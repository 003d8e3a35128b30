package io.gradstream.network;

import static io.gradstream.network.FloatMath.flush;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** What {@code VectorRecurrenceKernels} must equal, bit for bit. */
final class ScalarRecurrenceKernels implements RecurrenceKernels {

  private final FloatBuffer memory;
  private final float[] lanes = new float[Kernels.LANES];

  ScalarRecurrenceKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  static float sigmoid(float x) {
    return Math.fma(FloatMath.tanh(0.5f * x), 0.5f, 0.5f);
  }

  @Override
  public void lstm(
      int rows, int width, int gates, int before, int cells, int squashed, int states) {
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      lstmCells(width, width, gates + 4 * at, before + at, cells + at, squashed + at, states + at);
    }
  }

  /** The first {@code n} of the {@code width} cells of a row. */
  void lstmCells(int n, int width, int gates, int before, int cells, int squashed, int states) {
    for (int j = 0; j < n; j++) {
      float in = sigmoid(memory.get(gates + j));
      float forget = sigmoid(memory.get(gates + width + j));
      float candidate = FloatMath.tanh(memory.get(gates + 2 * width + j));
      float out = sigmoid(memory.get(gates + 3 * width + j));
      memory.put(gates + j, in);
      memory.put(gates + width + j, forget);
      memory.put(gates + 2 * width + j, candidate);
      memory.put(gates + 3 * width + j, out);
      float cell = flush(Math.fma(forget, memory.get(before + j), in * candidate));
      float tanh = FloatMath.tanh(cell);
      memory.put(cells + j, cell);
      memory.put(squashed + j, tanh);
      memory.put(states + j, out * tanh);
    }
  }

  @Override
  public void lstmGradient(
      int rows, int width, int before, int squashed, int dh, int dc, int gates) {
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      lstmCellGradients(width, width, before + at, squashed + at, dh + at, dc + at, gates + 4 * at);
    }
  }

  /** The first {@code n} of the {@code width} cells of a row. */
  void lstmCellGradients(int n, int width, int before, int squashed, int dh, int dc, int gates) {
    for (int j = 0; j < n; j++) {
      float in = memory.get(gates + j);
      float forget = memory.get(gates + width + j);
      float candidate = memory.get(gates + 2 * width + j);
      float out = memory.get(gates + 3 * width + j);
      float tanh = memory.get(squashed + j);
      float state = memory.get(dh + j);
      float cell = Math.fma(state * out, Math.fma(-tanh, tanh, 1f), memory.get(dc + j));
      memory.put(gates + 3 * width + j, flush(state * tanh * Math.fma(-out, out, out)));
      memory.put(gates + j, flush(cell * candidate * Math.fma(-in, in, in)));
      memory.put(
          gates + width + j,
          flush(cell * memory.get(before + j) * Math.fma(-forget, forget, forget)));
      memory.put(gates + 2 * width + j, flush(cell * in * Math.fma(-candidate, candidate, 1f)));
      memory.put(dc + j, flush(cell * forget));
    }
  }

  @Override
  public void addProduct(int rows, int in, int out, int x, int w, int y) {
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < out; j++) {
        int to = y + row * out + j;
        float sum = memory.get(to);
        for (int i = 0; i < in; i++) {
          sum = Math.fma(memory.get(x + row * in + i), memory.get(w + i * out + j), sum);
        }
        memory.put(to, sum);
      }
    }
  }

  @Override
  public void addTransposed(int rows, int in, int out, int d, int w, int dx) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < in; i++) {
        int to = dx + row * in + i;
        memory.put(to, memory.get(to) + dot(out, d + row * out, w + i * out));
      }
    }
  }

  private float dot(int n, int x, int y) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      int lane = i % Kernels.LANES;
      lanes[lane] = Math.fma(memory.get(x + i), memory.get(y + i), lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }
}

package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.flush;

/** What {@code VectorRecurrenceKernels} must equal, bit for bit. */
final class ScalarRecurrenceKernels implements RecurrenceKernels {

  private final float[] memory;

  ScalarRecurrenceKernels(float[] memory) {
    this.memory = memory;
  }

  /** Not by min and max: of vectors, the compiler makes many instructions of those. */
  static float tanh(float x) {
    float held = x > LIMIT ? LIMIT : x;
    return FloatMath.tanh(held < -LIMIT ? -LIMIT : held);
  }

  static float sigmoid(float x) {
    return Math.fma(tanh(0.5f * x), 0.5f, 0.5f);
  }

  @Override
  public void squash(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory[i] = tanh(memory[i]);
    }
  }

  @Override
  public void squashGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float value = memory[y + i];
      memory[d + i] = flush(memory[d + i] * Math.fma(-value, value, 1f));
    }
  }

  @Override
  public void lstm(
      int rows, int width, int gates, int before, int cells, int squashed, int states, int stride) {
    lstm(rows, 0, width, gates, before, cells, squashed, states, stride);
  }

  /** The cells from {@code first} on of each row. */
  void lstm(
      int rows,
      int first,
      int width,
      int gates,
      int before,
      int cells,
      int squashed,
      int states,
      int stride) {
    for (int row = 0; row < rows; row++) {
      for (int j = first; j < width; j++) {
        int at = row * width + j;
        int gate = gates + 4 * row * width + j;
        float in = sigmoid(memory[gate]);
        float forget = sigmoid(memory[gate + width]);
        float candidate = tanh(memory[gate + 2 * width]);
        float out = sigmoid(memory[gate + 3 * width]);
        memory[gate] = in;
        memory[gate + width] = forget;
        memory[gate + 2 * width] = candidate;
        memory[gate + 3 * width] = out;
        float cell = flush(Math.fma(forget, memory[before + at], in * candidate));
        float tanh = tanh(cell);
        memory[cells + at] = cell;
        memory[squashed + at] = tanh;
        memory[states + row * stride + j] = out * tanh;
      }
    }
  }

  @Override
  public void lstmGradient(
      int rows, int width, int before, int squashed, int dh, int dc, int gates) {
    lstmGradient(rows, 0, width, before, squashed, dh, dc, gates);
  }

  /** The cells from {@code first} on of each row. */
  void lstmGradient(
      int rows, int first, int width, int before, int squashed, int dh, int dc, int gates) {
    for (int row = 0; row < rows; row++) {
      for (int j = first; j < width; j++) {
        int at = row * width + j;
        int gate = gates + 4 * row * width + j;
        float in = memory[gate];
        float forget = memory[gate + width];
        float candidate = memory[gate + 2 * width];
        float out = memory[gate + 3 * width];
        float tanh = memory[squashed + at];
        float state = memory[dh + at];
        float cell = Math.fma(state * out, Math.fma(-tanh, tanh, 1f), memory[dc + at]);
        float kept = cell * memory[before + at];
        memory[gate] = flush(cell * candidate * Math.fma(-in, in, in));
        memory[gate + width] = flush(kept * Math.fma(-forget, forget, forget));
        memory[gate + 2 * width] = flush(cell * in * Math.fma(-candidate, candidate, 1f));
        memory[gate + 3 * width] = flush(state * tanh * Math.fma(-out, out, out));
        memory[dc + at] = flush(cell * forget);
      }
    }
  }

  @Override
  public void gru(int rows, int width, int gates, int products, int bias, int before, int states) {
    gru(rows, 0, width, gates, products, bias, before, states);
  }

  /** The units from {@code first} on of each row. */
  void gru(
      int rows, int first, int width, int gates, int products, int bias, int before, int states) {
    for (int row = 0; row < rows; row++) {
      for (int j = first; j < width; j++) {
        int at = row * width + j;
        int z = gates + 3 * row * width + j;
        int q = products + 3 * row * width + j;
        float reset = sigmoid(memory[z] + memory[q]);
        float update = sigmoid(memory[z + width] + memory[q + width]);
        float product = memory[q + 2 * width] + memory[bias + j];
        float candidate = tanh(Math.fma(reset, product, memory[z + 2 * width]));
        memory[z] = reset;
        memory[z + width] = update;
        memory[z + 2 * width] = candidate;
        memory[states + at] = Math.fma(update, memory[before + at] - candidate, candidate);
      }
    }
  }

  @Override
  public void gruGradient(
      int rows, int width, int gates, int products, int bias, int before, int dh, int previous) {
    gruGradient(rows, 0, width, gates, products, bias, before, dh, previous);
  }

  /** The units from {@code first} on of each row. */
  void gruGradient(
      int rows,
      int first,
      int width,
      int gates,
      int products,
      int bias,
      int before,
      int dh,
      int previous) {
    for (int row = 0; row < rows; row++) {
      for (int j = first; j < width; j++) {
        int at = row * width + j;
        int z = gates + 3 * row * width + j;
        int q = products + 3 * row * width + j;
        float reset = memory[z];
        float update = memory[z + width];
        float candidate = memory[z + 2 * width];
        float product = memory[q + 2 * width] + memory[bias + j];
        float state = memory[dh + at];
        float kept = flush(state * update);
        float open = state - kept;
        float dn = flush(open * Math.fma(-candidate, candidate, 1f));
        float dr = flush(dn * product * Math.fma(-reset, reset, reset));
        float du = flush((memory[before + at] - candidate) * kept * (1f - update));
        memory[z] = dr;
        memory[z + width] = du;
        memory[z + 2 * width] = dn;
        memory[q] = dr;
        memory[q + width] = du;
        memory[q + 2 * width] = flush(dn * reset);
        memory[previous + at] = memory[previous + at] + kept;
      }
    }
  }
}

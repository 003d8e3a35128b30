package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.flush;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** What {@code VectorRecurrenceKernels} must equal, bit for bit. */
final class ScalarRecurrenceKernels implements RecurrenceKernels {

  private final FloatBuffer memory;

  ScalarRecurrenceKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
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
      memory.put(i, tanh(memory.get(i)));
    }
  }

  @Override
  public void squashGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float value = memory.get(y + i);
      memory.put(d + i, flush(memory.get(d + i) * Math.fma(-value, value, 1f)));
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
        float in = sigmoid(memory.get(gate));
        float forget = sigmoid(memory.get(gate + width));
        float candidate = tanh(memory.get(gate + 2 * width));
        float out = sigmoid(memory.get(gate + 3 * width));
        memory.put(gate, in);
        memory.put(gate + width, forget);
        memory.put(gate + 2 * width, candidate);
        memory.put(gate + 3 * width, out);
        float cell = flush(Math.fma(forget, memory.get(before + at), in * candidate));
        float tanh = tanh(cell);
        memory.put(cells + at, cell);
        memory.put(squashed + at, tanh);
        memory.put(states + row * stride + j, out * tanh);
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
        float in = memory.get(gate);
        float forget = memory.get(gate + width);
        float candidate = memory.get(gate + 2 * width);
        float out = memory.get(gate + 3 * width);
        float tanh = memory.get(squashed + at);
        float state = memory.get(dh + at);
        float cell = Math.fma(state * out, Math.fma(-tanh, tanh, 1f), memory.get(dc + at));
        float kept = cell * memory.get(before + at);
        memory.put(gate, flush(cell * candidate * Math.fma(-in, in, in)));
        memory.put(gate + width, flush(kept * Math.fma(-forget, forget, forget)));
        memory.put(gate + 2 * width, flush(cell * in * Math.fma(-candidate, candidate, 1f)));
        memory.put(gate + 3 * width, flush(state * tanh * Math.fma(-out, out, out)));
        memory.put(dc + at, flush(cell * forget));
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
        float reset = sigmoid(memory.get(z) + memory.get(q));
        float update = sigmoid(memory.get(z + width) + memory.get(q + width));
        float product = memory.get(q + 2 * width) + memory.get(bias + j);
        float candidate = tanh(Math.fma(reset, product, memory.get(z + 2 * width)));
        memory.put(z, reset);
        memory.put(z + width, update);
        memory.put(z + 2 * width, candidate);
        memory.put(states + at, Math.fma(update, memory.get(before + at) - candidate, candidate));
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
        float reset = memory.get(z);
        float update = memory.get(z + width);
        float candidate = memory.get(z + 2 * width);
        float product = memory.get(q + 2 * width) + memory.get(bias + j);
        float state = memory.get(dh + at);
        float kept = flush(state * update);
        float open = state - kept;
        float dn = flush(open * Math.fma(-candidate, candidate, 1f));
        float dr = flush(dn * product * Math.fma(-reset, reset, reset));
        float du = flush((memory.get(before + at) - candidate) * kept * (1f - update));
        memory.put(z, dr);
        memory.put(z + width, du);
        memory.put(z + 2 * width, dn);
        memory.put(q, dr);
        memory.put(q + width, du);
        memory.put(q + 2 * width, flush(dn * reset));
        memory.put(previous + at, memory.get(previous + at) + kept);
      }
    }
  }

  @Override
  public void transpose(int rows, int columns, int x, int y) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        memory.put(y + j * rows + i, memory.get(x + i * columns + j));
      }
    }
  }
}

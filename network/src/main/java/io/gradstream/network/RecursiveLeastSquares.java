package io.gradstream.network;

import io.gradstream.network.spec.Arguments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A linear model of the newest examples, at its least squares after each of them: recursive least
 * squares with exponential forgetting (Haykin, Adaptive Filter Theory, 4th ed., table 9.1). With
 * gain k = P x / (f + x' P x) and error e = y - w' x it steps w += k e, P = (P - k x' P) / f. An
 * input that stays away would let P grow for ever; it forgets no more once the trace of P is above
 * that of the start. P is kept symmetric to the last bit: what is not would grow by 1 / f a step
 * (Verhaegen, Round-off error propagation in four generally-applicable, recursive, least-squares
 * estimation schemes, Automatica 25, 1989). Plain doubles in a fixed order. Not thread safe.
 */
public final class RecursiveLeastSquares {

  private final int inputs;
  private final double forgetting;
  private final double ridge;
  private final double[] weights; // [inputs]
  private final double[] inverse; // P, [inputs, inputs], symmetric
  private final double[] gain; // [inputs], workspace

  /**
   * @param forgetting what an example weighs after the next, in (0, 1]
   * @param ridge added to the squares of every input at the start, above 0
   */
  public RecursiveLeastSquares(int inputs, double forgetting, double ridge) {
    Arguments.check(forgetting > 0 && forgetting <= 1, "forgetting", "in (0, 1]", forgetting);
    Arguments.check(ridge > 0, "ridge", "above 0", ridge);
    this.inputs = Arguments.positive("inputs", inputs);
    this.forgetting = forgetting;
    this.ridge = ridge;
    weights = new double[inputs];
    inverse = new double[Math.multiplyExact(inputs, inputs)];
    gain = new double[inputs];
    reset();
  }

  /** Forgets everything. */
  public void reset() {
    java.util.Arrays.fill(weights, 0);
    java.util.Arrays.fill(inverse, 0);
    for (int i = 0; i < inputs; i++) {
      inverse[i * inputs + i] = 1 / ridge;
    }
  }

  /** Becomes as another, if that has as many inputs. */
  public void takeOver(RecursiveLeastSquares other) {
    if (inputs == other.inputs) {
      System.arraycopy(other.weights, 0, weights, 0, inputs);
      System.arraycopy(other.inverse, 0, inverse, 0, inverse.length);
    }
  }

  /** w' x, of the inputs from {@code x[offset]} on. */
  public double predict(float[] x, int offset) {
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += weights[i] * x[offset + i];
    }
    return sum;
  }

  public void learn(float[] x, int offset, double target) {
    double trace = 0;
    double power = 0;
    for (int i = 0; i < inputs; i++) {
      double sum = 0;
      int row = i * inputs;
      for (int j = 0; j < inputs; j++) {
        sum += inverse[row + j] * x[offset + j];
      }
      gain[i] = sum; // P x
      power += sum * x[offset + i];
      trace += inverse[row + i];
    }
    double kept = trace > inputs / ridge ? 1 : forgetting;
    step(target - predict(x, offset), kept + power, kept);
  }

  private void step(double error, double power, double kept) {
    double share = 1 / power;
    for (int i = 0; i < inputs; i++) {
      weights[i] += gain[i] * share * error;
      int row = i * inputs;
      double scaled = gain[i] * share;
      for (int j = i; j < inputs; j++) {
        double next = (inverse[row + j] - scaled * gain[j]) / kept;
        inverse[row + j] = next;
        inverse[j * inputs + i] = next;
      }
    }
  }

  /** The weights: all that predicts. */
  public void writeWeights(DataOutput out) throws IOException {
    for (double weight : weights) {
      out.writeDouble(weight);
    }
  }

  public void readWeights(DataInput in) throws IOException {
    for (int i = 0; i < inputs; i++) {
      weights[i] = in.readDouble();
    }
  }

  /** The whole state. */
  public void write(DataOutput out) throws IOException {
    writeWeights(out);
    for (double value : inverse) {
      out.writeDouble(value);
    }
  }

  public void read(DataInput in) throws IOException {
    readWeights(in);
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = in.readDouble();
    }
  }
}

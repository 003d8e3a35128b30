package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Joins what members say of classes: the mean of the three of {@link ClassOpinions}, in logarithms
 * of probabilities, or one of them, is the answer. Beside the members speaks the frequency of each
 * label after the last one. Only classes that have a row yet are joined.
 */
final class ClassMix implements Mix {

  private final PoolSpec.Mix mix;
  private final int members;
  private final ClassRows rows; // the first of the classes are there
  private final ClassOpinions opinions;
  private final LabelPairs pairs;

  ClassMix(PoolSpec.Mix mix, int members, ClassRows rows) {
    this.mix = mix;
    this.members = members;
    this.rows = rows;
    boolean[] all = new boolean[members];
    Arrays.fill(all, true);
    opinions = new ClassOpinions(all, new boolean[members], 1, rows);
    pairs = new LabelPairs(rows);
    startAnew();
  }

  @Override
  public void startAnew() {
    opinions.startAnew();
    pairs.startAnew();
  }

  @Override
  public double[] combine(double[][] outputs, int last) {
    opinions.take(outputs);
    pairs.speak(last, opinions.logs(members));
    opinions.form(0);
    double[] mean = opinions.mean();
    double[] hedged = opinions.hedged();
    double[] stacked = opinions.stacked();
    double[] joint = new double[rows.most()];
    for (int c = 0; c < rows.count(); c++) {
      joint[c] =
          switch (mix) {
            case JOINT -> (mean[c] + hedged[c] + stacked[c]) / 3;
            case MEAN -> mean[c];
            case HEDGE -> hedged[c];
            case STACK -> stacked[c];
            case GATE, INFORMED -> throw new IllegalStateException("a mix of its own");
          };
    }
    return opinions.probabilities(joint);
  }

  @Override
  public void update(double[][] outputs, int last, double target) {
    opinions.learn((int) target, ClassOpinions.KEPT);
    pairs.learn(last, (int) target);
  }

  @Override
  public double loss(int member) {
    return opinions.loss(member);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    opinions.write(out);
    pairs.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    opinions.read(in);
    pairs.read(in);
  }
}

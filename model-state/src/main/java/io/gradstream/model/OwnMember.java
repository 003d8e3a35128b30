package io.gradstream.model;

import io.gradstream.network.StepResult;

/**
 * What a number was before for the same value of a category. It has no state: the history knows,
 * and the row says.
 */
final class OwnMember implements Member {

  private final String name;
  private final Anchor anchor;
  private final int which; // of the row's

  OwnMember(String name, Anchor anchor, int which) {
    this.name = name;
    this.anchor = anchor;
    this.which = which;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Anchor anchor() {
    return anchor;
  }

  @Override
  public void input(int place, float[] inputs, int offset, int[] tables, int tableOffset) {}

  @Override
  public void target(int place, float[] inputs, int offset, float target) {}

  @Override
  public void predict(int rows) {}

  @Override
  public StepResult train(int rows) {
    return DONE;
  }

  /** As a change, which the label's frame turns back. */
  @Override
  public void output(Row row, int place, double[] into) {
    int at = anchor.ordinal();
    into[0] = (row.own[which] - row.anchors[at]) / row.units[at];
  }

  @Override
  public boolean setsThePace() {
    return false;
  }

  @Override
  public void startAnew(long seed) {}

  @Override
  public void takeOver(Member other) {}
}

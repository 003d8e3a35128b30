package io.gradstream.learning;

import io.gradstream.model.LabelFrame;
import io.gradstream.model.Member;
import io.gradstream.model.Model;
import io.gradstream.model.Pool;
import io.gradstream.model.Row;
import io.gradstream.network.StepResult;
import io.gradstream.schemas.SplitMix64;

/**
 * One step of all members on the same examples. A member that does far worse than the best learns
 * nothing again, and once the stream is grown only in every fourth step.
 */
final class MemberSteps {

  private static final double WORSE = 1.25; // times the best's loss
  private static final double AND_WORSE_BY = 0.005; // of classes, nats
  private static final int SELDOM = 4; // steps
  private static final StepResult RESTED = new StepResult(0, true);

  private final Model model;
  private final PracticeSpec practice;
  private final Replay replay;
  private final double tolerance;

  MemberSteps(Model model, PracticeSpec practice, Replay replay) {
    this.model = model;
    this.practice = practice;
    this.replay = replay;
    tolerance = model.spec().target().isNumber() ? 0 : AND_WORSE_BY;
  }

  /**
   * @param rows encoded, with their labels; the first {@code count} are learned
   * @return the members' mean loss, and whether any was updated
   */
  StepResult step(Pool pool, Row[] rows, int count) {
    double best = Double.POSITIVE_INFINITY;
    for (int m = 0; m < pool.members().size(); m++) {
      if (pool.members().get(m).setsThePace()) {
        best = Math.min(best, pool.mix().loss(m));
      }
    }
    float loss = 0;
    boolean updated = false;
    for (int m = 0; m < pool.members().size(); m++) {
      boolean farWorse = pool.mix().loss(m) > WORSE * best + tolerance;
      StepResult result = step(m, pool.members().get(m), rows, count, farWorse);
      loss += result.loss() / pool.members().size();
      updated |= result.updated();
    }
    return new StepResult(loss, updated);
  }

  private StepResult step(int index, Member member, Row[] rows, int count, boolean farWorse) {
    LabelFrame labels = model.labels();
    for (int place = 0; place < count; place++) {
      Row row = rows[place];
      member.input(place, row.inputs(), 0, row.tables(), 0);
      member.target(place, row.inputs(), 0, labels.target(row, member.anchor()));
    }
    if (farWorse && member.replays() && rests()) {
      member.predict(count);
      return RESTED;
    }
    int draws = farWorse || !member.replays() ? 0 : replay.draws();
    for (int draw = 0; draw < draws; draw++) {
      replay.stage(replay.drawn(seed(index), draw), member, labels, count + draw);
    }
    return member.train(count + draws);
  }

  private boolean rests() {
    long examples = replay.examples();
    return examples >= practice.young() && examples / practice.batch() % SELDOM != 0;
  }

  private long seed(int index) {
    return model.spec().seedOf(model.key()) + SplitMix64.at(index);
  }
}

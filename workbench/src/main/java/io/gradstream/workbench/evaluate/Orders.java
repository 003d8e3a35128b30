package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Learner;
import io.gradstream.model.ModelSnapshot;
import java.util.List;

/** Orders that a learner was given while it learned, each at its position. */
public interface Orders {

  /** Of a learner that was given none. */
  Orders NONE =
      new Orders() {
        @Override
        public List<ModelSnapshot> before(long time) {
          return List.of();
        }

        @Override
        public void applyTo(Learner learner) {}

        @Override
        public void learned(Learner learner) {}
      };

  /**
   * All that was learned before a time has been learned. Asked in the order of learning.
   *
   * @param time effective time, epoch milliseconds
   * @return the versions that models go back to then, since this was asked last
   */
  List<ModelSnapshot> before(long time);

  /** Makes what holds by then hold for the learner of the next example. */
  void applyTo(Learner learner);

  /** A learner has learned an example, or has gone back: it may be at the next version. */
  void learned(Learner learner);
}

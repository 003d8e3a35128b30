package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.challengers.Turn;
import java.util.List;

/** Orders that a learner was given while it learned, each at its position. */
public interface Orders {

  /** Of a learner that was given none. */
  Orders NONE =
      new Orders() {
        @Override
        public List<Turn> before(long time) {
          return List.of();
        }

        @Override
        public void applyTo(Contest contest) {}

        @Override
        public void learned(Learner learner) {}
      };

  /**
   * All that was learned before a time has been learned. Asked in the order of learning.
   *
   * @param time effective time, epoch milliseconds
   * @return what is done to single models then, since this was asked last
   */
  List<Turn> before(long time);

  /** Makes what holds by then hold for those who learn the next example. */
  void applyTo(Contest contest);

  /** A learner has learned an example, or has gone back: it may be at the next version. */
  void learned(Learner learner);
}

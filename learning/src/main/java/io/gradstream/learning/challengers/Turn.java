package io.gradstream.learning.challengers;

import io.gradstream.model.ModelSnapshot;

/** What an order does, once, to those who learn one model key's stream. */
public sealed interface Turn {

  /** Whose model; empty for a learner without a key. */
  String key();

  /**
   * Carries it out.
   *
   * @return how many examples are gathered no longer
   * @throws IllegalArgumentException when it cannot be; nothing has changed then
   * @throws io.gradstream.model.CorruptSnapshotException when its model is of no use; nothing has
   *     changed then either
   */
  int take(Contest contest);

  /** Back to a version of before: see {@link Contest#goBackTo}. */
  record GoBack(ModelSnapshot model) implements Turn {
    @Override
    public String key() {
      return model.key();
    }

    @Override
    public int take(Contest contest) {
      return contest.goBackTo(model);
    }
  }

  /** Another answers: see {@link Contest#promote}. */
  record Promote(String name) implements Turn {
    @Override
    public String key() {
      return "";
    }

    @Override
    public int take(Contest contest) {
      contest.promote(name);
      return 0;
    }
  }
}

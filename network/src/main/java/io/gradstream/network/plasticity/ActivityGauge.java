package io.gradstream.network.plasticity;

import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.memory.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what {@link Activity} is computed from, and computes it when it is asked for. */
public final class ActivityGauge {

  private static final int MOST_SAMPLES = 128; // of a matrix whose rank is looked at

  private final List<HiddenUnits> hidden;
  private final List<RecentRows> ofHidden = new ArrayList<>();
  private final List<RecentRows> kept = new ArrayList<>(); // each once
  private final RecentRows last; // or null

  /**
   * @param hidden the network's hidden layers of units
   * @param lastHidden what its last layer reads of them
   */
  public ActivityGauge(List<HiddenUnits> hidden, Optional<Signal> lastHidden) {
    this.hidden = hidden;
    for (HiddenUnits units : hidden) {
      ofHidden.add(keep(units.read()));
    }
    last = lastHidden.map(this::keep).orElse(null);
  }

  private RecentRows keep(Signal signal) {
    for (RecentRows rows : kept) {
      if (rows.signal().equals(signal)) {
        return rows;
      }
    }
    kept.add(new RecentRows(signal));
    return kept.get(kept.size() - 1);
  }

  /** After a step of training. */
  public void step(float[] memory, int rows) {
    for (int r = 0; r < kept.size(); r++) {
      kept.get(r).step(memory, rows);
    }
  }

  public void forget() {
    kept.forEach(RecentRows::forget);
  }

  public Activity read(float[] memory) {
    int units = 0;
    int dead = 0;
    for (int h = 0; h < hidden.size(); h++) {
      units += hidden.get(h).units();
      dead += ofHidden.get(h).dead(memory, hidden.get(h).units());
    }
    int samples = last == null ? 0 : Math.min(MOST_SAMPLES, last.samples());
    return new Activity(
        units, dead, samples == 0 ? 0 : EffectiveRank.of(last.matrix(memory, samples)));
  }
}

package io.gradstream.serving.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  private final Curve curve = new Curve();

  @Test
  void usageExample() {
    curve.add(point(1_000));
    curve.add(point(1_200)); // sooner than a second after
    curve.add(point(2_000));

    assertThat(times()).containsExactly(1_000L, 2_000L);
  }

  @Test
  void theNewestPointIsAlwaysThere() {
    curve.add(point(1_000));
    curve.add(point(1_200));

    assertThat(times()).containsExactly(1_000L, 1_200L);
  }

  @Test
  void itIsBoundedAndHoldsAllOfTheTime() {
    int seconds = 100 * Curve.MOST;
    for (int second = 0; second < seconds; second++) {
      curve.add(point(second * 1_000L));
    }

    List<Long> times = times();
    assertThat(times).hasSizeBetween(Curve.MOST / 2, Curve.MOST + 1).isSorted();
    assertThat(times.get(0)).isZero();
    assertThat(times.get(times.size() - 1)).isEqualTo((seconds - 1) * 1_000L);
  }

  @Test
  void whatIsOlderThanWhatIsThereIsLeftOut() {
    curve.add(point(5_000));
    curve.add(point(1_000));

    assertThat(times()).containsExactly(5_000L);
  }

  @Test
  void anEmptyCurveHasNoPoints() {
    curve.add(point(1_000));
    curve.clear();

    assertThat(times()).isEmpty();
  }

  private List<Long> times() {
    return curve.points().stream().map(Point::time).toList();
  }

  private static Point point(long time) {
    return new Point(time, 1, new double[ShownScore.MEASURES.size()]);
  }
}

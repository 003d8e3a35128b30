package io.gradstream.operators.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.GroupCount;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;

class KeyedCountTest {

  private static final List<String> KEYS = List.of("berlin", "oslo", "rome", "lima", "cairo");

  @Test
  void whatOneSubtaskCountedIsDividedAmongTwoAsTheKeysAre() {
    KeyedCount all = new KeyedCount(new KeyGroupRange(0, 719), 720);
    KEYS.forEach(key -> all.add(key, 3));
    all.add("oslo", -1);
    KeyedCount left = new KeyedCount(new KeyGroupRange(0, 359), 720);
    KeyedCount right = new KeyedCount(new KeyGroupRange(360, 719), 720);
    left.restore(all.groups());
    right.restore(all.groups());

    assertThat(all.total()).isEqualTo(14);
    assertThat(left.total() + right.total()).isEqualTo(14);
    assertThat(left.total()).isBetween(1L, 13L);
  }

  @Test
  void whatTwoCountedComesTogetherAgain() {
    KeyedCount left = new KeyedCount(new KeyGroupRange(0, 359), 720);
    KeyedCount right = new KeyedCount(new KeyGroupRange(360, 719), 720);
    left.restore(List.of(new GroupCount(3, 5)));
    right.restore(List.of(new GroupCount(400, 2)));
    List<GroupCount> both = new ArrayList<>(left.groups());
    both.addAll(right.groups());
    KeyedCount all = new KeyedCount(new KeyGroupRange(0, 719), 720);
    all.restore(both);

    assertThat(all.total()).isEqualTo(7);
  }
}

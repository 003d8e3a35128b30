package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {

  @Test
  void usageExample() {
    SnapshotPolicy policy = new SnapshotPolicy(10, 0);
    policy.changed("oslo");

    assertThat(policy.due(100)).containsExactly("oslo");
    assertThat(policy.due(200)).isEmpty();
  }

  @Test
  void whoHasWaitedLongestComesFirst() {
    SnapshotPolicy policy = new SnapshotPolicy(2, 0);
    policy.changed("oslo");
    policy.changed("rome");
    policy.changed("lima");
    policy.changed("oslo");

    assertThat(policy.due(0)).containsExactly("oslo", "rome");
    assertThat(policy.due(1000)).containsExactly("lima");
  }

  @Test
  void neverMoreThanSoManyASecond() {
    SnapshotPolicy policy = new SnapshotPolicy(10, 0);
    int published = 0;
    for (int now = 0; now < 3000; now += 100) {
      for (int key = 0; key < 50; key++) {
        policy.changed("k" + key);
      }
      published += policy.due(now).size();
    }

    assertThat(published).isBetween(30, 40); // one second's allowance is there at the start
  }

  @Test
  void aKeyWaitsOnceHoweverOftenItChanges() {
    SnapshotPolicy policy = new SnapshotPolicy(10, 0);

    assertThat(policy.changed("oslo")).isTrue();
    assertThat(policy.changed("oslo")).isFalse();
    assertThat(policy.waiting()).isEqualTo(1);
  }

  @Test
  void theEndTakesAll() {
    SnapshotPolicy policy = new SnapshotPolicy(1, 0);
    policy.changed("oslo");
    policy.changed("rome");

    assertThat(policy.all()).containsExactly("oslo", "rome");
    assertThat(policy.waiting()).isZero();
  }
}

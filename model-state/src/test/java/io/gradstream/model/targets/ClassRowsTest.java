package io.gradstream.model.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.StateBytes;
import io.gradstream.schemas.MalformedRecordException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassRowsTest {

  private static ClassRows rows(int atMost, boolean balanced, String... known) {
    return ClassRows.of(new OpenClassTarget(List.of(known), atMost, 0, balanced));
  }

  private static ClassRows readBack(ClassRows rows, ClassRows into) {
    StateBytes.restore("rows", StateBytes.write(rows::write), into::read);
    return into;
  }

  @Test
  void usageExample() {
    ClassRows rows = rows(3, false, "ok");

    assertThat(rows.learned("fraud")).isEqualTo(1);
    assertThat(rows.learned("ok")).isZero();
    assertThat(rows.of("fraud")).isEqualTo(1);
    assertThat(rows.of("never")).isEqualTo(-1);
    assertThat(rows.met().names()).containsExactly("ok", "fraud");
  }

  @Test
  void aClassThatHasNoRowClaimsTheNextWhileThereIsOne() {
    ClassRows rows = rows(2, false);
    assertThat(rows.hasRoom("a", 1)).isTrue();
    assertThat(rows.hasRoom("a", 2)).isFalse();
    rows.learned("a");
    rows.learned("b");

    assertThat(rows.hasRoom("b", 0)).isTrue();
    assertThat(rows.hasRoom("c", 0)).isFalse();
    assertThatThrownBy(() -> rows.learned("c")).hasMessageContaining("no row is free");
  }

  @Test
  void aTargetOfFixedClassesHasAllItsRowsFromTheStart() {
    ClassRows rows = ClassRows.of(new MultiClassTarget(List.of("a", "b", "c")));

    assertThat(rows.isOpen()).isFalse();
    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.weights()).isEmpty();
    assertThat(rows.weight(2)).isEqualTo(1);
  }

  @Test
  void everyClassWeighsAsMuchAsAnyOtherWhereTheyAreBalanced() {
    ClassRows rows = rows(4, true);
    for (int i = 0; i < 10_000; i++) {
      rows.learned(i % 10 == 0 ? "rare" : "often");
    }
    double rare = rows.weight(rows.of("rare"));
    double often = rows.weight(rows.of("often"));

    assertThat(0.1 * rare).isCloseTo(0.9 * often, within(0.01));
    assertThat(0.1 * rare + 0.9 * often).as("of an example").isCloseTo(1, within(0.01));
  }

  @Test
  void weightsFollowTheRateOfLateAndHaveABound() {
    ClassRows rows = rows(4, true);
    for (int i = 0; i < 10_000; i++) {
      rows.learned(i % 10 == 0 ? "rare" : "often");
    }
    for (int i = 0; i < 10_000; i++) {
      rows.learned(i % 2 == 0 ? "rare" : "often");
    }
    assertThat(rows.weight(0)).isCloseTo(1, within(0.02));
    assertThat(rows.weight(1)).isCloseTo(1, within(0.02));

    for (int i = 0; i < 100_000; i++) {
      rows.learned("often");
    }
    assertThat(rows.weight(rows.of("rare"))).isEqualTo(100);
  }

  @Test
  void readBackItGoesOnBitForBit() {
    ClassRows rows = rows(5, true, "a");
    for (int i = 0; i < 500; i++) {
      rows.learned("abc".charAt(i % 7 % 3) + "");
    }
    ClassRows restored = readBack(rows, rows(5, true, "a"));
    for (int i = 0; i < 500; i++) {
      rows.learned("abcd".charAt(i % 9 % 4) + "");
      restored.learned("abcd".charAt(i % 9 % 4) + "");
    }

    assertThat(restored.met().names()).isEqualTo(rows.met().names());
    assertThat(restored.weights()).isEqualTo(rows.weights());
  }

  @Test
  void moreClassesThanThereIsRoomForAreRefused() {
    ClassRows rows = rows(3, false, "a", "b", "c");
    assertThatThrownBy(() -> readBack(rows, rows(2, false)))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void whatAnotherSpecHasRoomForIsTakenOver() {
    ClassRows rows = rows(3, false, "a");
    rows.learned("c");
    ClassRows more = rows(4, false, "d");
    more.takeOver(rows);
    assertThat(more.met().names()).containsExactly("a", "c", "d");

    rows.learned("b");
    ClassRows fewer = rows(2, false);
    fewer.takeOver(rows);
    assertThat(fewer.met().names()).containsExactly("a", "c");
  }

  @Test
  void signsAreFiniteAndTellNamesApart() {
    Set<Float> signs = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      float sign = MetClasses.sign("class " + i);
      assertThat(sign).isFinite().isNotZero();
      assertThat(Math.abs(sign)).isGreaterThan(Float.MIN_NORMAL);
      signs.add(sign);
    }
    assertThat(signs).hasSize(2000);
    assertThat(MetClasses.sign("fraud")).as("lies in state").isEqualTo(0.4733689f);
  }

  @Test
  void anAnswerIsSignedByItsClasses() {
    MetClasses met = MetClasses.of(List.of("a", "b"));
    assertThat(met.signed(new double[] {0.25, 0.75}))
        .containsExactly(0.25, 0.75, MetClasses.sign("a"), MetClasses.sign("b"));
  }

  @Test
  void beforeAnyClassAnAnswerNamesNone() {
    OpenClassTarget target = new OpenClassTarget(List.of(), 4, 0, false);
    NamedAnswer named = new NamedAnswer(target.outputs(List.of()));
    assertThat(named.of(new double[0])).hasToString("{\"probabilities\":{},\"class\":\"\"}");

    named = new NamedAnswer(target.met(List.of("a", "b")).outputs(List.of()));
    assertThat(named.of(new double[] {0.25, 0.75}))
        .hasToString("{\"probabilities\":{\"a\":0.25,\"b\":0.75},\"class\":\"b\"}");
  }
}

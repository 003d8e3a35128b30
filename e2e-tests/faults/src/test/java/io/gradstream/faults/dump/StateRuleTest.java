package io.gradstream.faults.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.LearnerStore;
import io.gradstream.operators.StateNames;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A state that nobody compares after a crash is a state that may be lost in one. */
class StateRuleTest {

  @Test
  void everyStateHasJoinedTheProofThatNothingIsLost() {
    List<String> states =
        Stream.of(named(), parts(), seen(), timers()).flatMap(names -> names).toList();
    assertThat(StateRule.states()).containsAll(states);
  }

  @ParameterizedTest
  @EnumSource
  void everyPartOfALearnersStateIsComparedBitForBit(LearnerStore.Part part) {
    assertThat(StateRule.of(part.state())).isEqualTo(StateRule.EQUAL);
    assertThat(StateNames.part(part).getName()).isEqualTo(part.state());
    assertThat(StateNames.ofModel()).contains(part.state());
  }

  @Test
  void stateThatNobodyHasNamedIsRefused() {
    assertThatThrownBy(() -> StateRule.of("moods"))
        .hasMessage("state 'moods' has not joined the proof: name it in StateRule");
  }

  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  private static Stream<String> named() {
    return fields(StateDescriptor.class).map(state -> state.getName());
  }

  private static Stream<String> parts() {
    return Arrays.stream(LearnerStore.Part.values()).map(part -> StateNames.part(part).getName());
  }

  private static Stream<String> seen() {
    return Stream.of(0, 1)
        .flatMap(half -> Stream.of(StateNames.seen(half), StateNames.seenBefore(half)))
        .map(StateDescriptor::getName);
  }

  private static Stream<String> timers() {
    return Arrays.stream(StateNames.class.getFields())
        .filter(field -> field.getName().endsWith("_TIMERS"))
        .map(field -> "_timer_state/event_" + value(field, String.class));
  }

  private static <T> Stream<T> fields(Class<T> type) {
    return Arrays.stream(StateNames.class.getFields())
        .filter(field -> type.isAssignableFrom(field.getType()))
        .map(field -> value(field, type));
  }

  private static <T> T value(Field field, Class<T> type) {
    try {
      return type.cast(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("every name is public: " + field, e);
    }
  }
}

package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LossKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoredDriftTest {

  private final List<String> said = new ArrayList<>();
  private final StoredDrift stored = new StoredDrift(said::add);

  private static Drift drift(long seed) {
    return new Drift(DriftConfig.DEFAULT, LossKind.RATE, seed, List.of("speed"));
  }

  private static DataInput stateOf(Drift drift) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    drift.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  void stateThatGoesOnIsNotSpokenOf() throws IOException {
    stored.read(stateOf(drift(1)), "JFK", drift(1));

    assertThat(said).isEmpty();
  }

  @Test
  void stateOfOtherSettingsIsSaidOnceForAllModelsThatTheLearnerBecomes() throws IOException {
    Drift drift = drift(2);
    stored.read(stateOf(drift(1)), "JFK", drift);
    stored.read(stateOf(drift(1)), "LAX", drift);

    assertThat(said)
        .containsExactly(
            "The drift state of model 'JFK' is of other settings: its detectors and reactions begin"
                + " anew. The same of further models is not said again");
  }

  @Test
  void damagedStateIsRefusedNotSaid() {
    DataInput empty = new DataInputStream(new ByteArrayInputStream(new byte[0]));

    assertThatThrownBy(() -> stored.read(empty, "JFK", drift(1))).isInstanceOf(IOException.class);
    assertThat(said).isEmpty();
  }
}

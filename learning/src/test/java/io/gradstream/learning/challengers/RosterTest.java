package io.gradstream.learning.challengers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.DamagedStateException;
import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.LearnerStore.Part;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {

  private static final String WRITTEN =
      "01" + "05736d616c6c" + "02" + "077365766572616c01" + "05736d616c6c00";

  private final InMemoryLearnerStore store = new InMemoryLearnerStore();

  @Test
  void usageExample() {
    Roster roster = new Roster();
    roster.setNames(List.of("small", "several"));
    roster.setChampion("small");
    roster.write(store);

    assertThat(HexFormat.of().formatHex(store.part(Part.CHALLENGERS, -1))).isEqualTo(WRITTEN);
  }

  @Test
  void whatWasWrittenIsRead() {
    store.putPart(Part.CHALLENGERS, -1, HexFormat.of().parseHex(WRITTEN));
    Roster roster = Roster.of(store);

    assertThat(roster.champion()).isEqualTo("small");
    assertThat(roster.slots()).isEqualTo(Map.of("small", 0, "several", 1));
  }

  @Test
  void aPlaceThatIsFreeIsTakenAndNobodyElseMoves() {
    Roster roster = new Roster();
    roster.setNames(List.of("small", "several"));
    roster.setNames(List.of("wide", "several"));

    assertThat(roster.slots()).isEqualTo(Map.of("wide", 0, "several", 1));
  }

  @Test
  void nobodyIsStoredWhereNothingIs() {
    assertThat(Roster.of(store).champion()).isEqualTo("main");
    assertThat(Roster.of(store).slots()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02", // a format of later
        "0105736d616c6c00", // who answers lies nowhere
        "01046d61696e01047769646508", // more places than there are
        "01046d61696e0104776964" // it ends early
      })
  void oneThatIsDamagedIsNamed(String damaged) {
    store.putPart(Part.CHALLENGERS, -1, HexFormat.of().parseHex(damaged));

    assertThatThrownBy(() -> Roster.of(store))
        .isInstanceOf(DamagedStateException.class)
        .hasMessageContaining("CHALLENGERS");
  }
}

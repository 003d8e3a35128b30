package io.gradstream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.faults.Proof.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTableTest {

  private static final List<String> NAMES = List.of("BROKER", "ALL");

  private final FaultTable table = new FaultTable();

  private void add(boolean equal) {
    table.add(
        "BROKER", new FaultResult("kill broker", "broker", 90, 0, 0, equal, Duration.ofSeconds(2)));
  }

  @Test
  void usageExample() {
    add(true);
    table.finish(new Verdict(List.of(), 7, 50, 0), NAMES);

    assertThat(table.isGood()).isTrue();
    assertThat(table.json())
        .isEqualTo(
            "{\"events\":90,\"faults\":[{\"name\":\"kill broker\",\"times\":1,\"lost\":0,"
                + "\"doubled\":0,\"equal\":true,\"recovery_s\":2.0}],\"commands\":7,"
                + "\"answers\":{\"compared\":50,\"different\":0},\"not_run\":[\"ALL\"]}");
    assertThat(table.text())
        .contains("not run, for want of time: ALL")
        .endsWith("90 events; 7 commands; 50 answers compared, 0 different");
  }

  @Test
  void whateverDiffersIsBad() {
    add(true);
    table.finish(new Verdict(List.of(), 7, 50, 1), NAMES);
    assertThat(table.isGood()).isFalse();

    table.finish(new Verdict(List.of("m0 0.3 has other bytes than before"), 7, 50, 0), NAMES);
    assertThat(table.isGood()).isFalse();

    add(false);
    table.finish(new Verdict(List.of(), 7, 50, 0), NAMES);
    assertThat(table.isGood()).isFalse();
  }

  @Test
  void aProofThatHasNotComeToItsEndIsBad() {
    add(true);
    assertThat(table.isGood()).isFalse();
  }
}

package io.gradstream.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class WantedModelTest {

  private static WantedModel reading(String key, String... keysAndSteps) {
    return read(new WantedModel("l", key, Optional.empty()), keysAndSteps);
  }

  private static WantedModel reading(String key, Version version, String... keysAndSteps) {
    return read(new WantedModel("l", key, Optional.of(version)), keysAndSteps);
  }

  private static WantedModel read(WantedModel model, String... keysAndSteps) {
    for (String one : keysAndSteps) {
      String[] parts = one.split(":");
      model.take(record(parts[0], Long.parseLong(parts[1])));
    }
    return model;
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, long step) {
    SnapshotMessage message =
        new SnapshotMessage(
            "l", key, new Version(1, step), Lineage.NONE, new SnapshotMessage.Inline(new byte[1]));
    return new ConsumerRecord<>(
        "l.models", 0, 0, ("l/" + key).getBytes(UTF_8), new SnapshotMessageCodec().encode(message));
  }

  @Test
  void theNewestVersionOfAKeyIsFoundWhateverComesLater() {
    assertThat(reading("a", "a:1", "a:3", "b:9", "a:2").found().message().version())
        .isEqualTo(new Version(1, 3));
  }

  @Test
  void theOnlyModelNeedsNoKey() {
    assertThat(reading(null, ":1", ":2").found().message().version()).isEqualTo(new Version(1, 2));
  }

  @Test
  void ofSeveralAKeyHasToBeGiven() {
    assertThatThrownBy(() -> reading(null, "a:1", "b:1").found())
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("l has a model for each key: give --key, one of a, b");
  }

  @Test
  void aKeyThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> reading("c", "a:1", "b:1").found())
        .hasMessage("l has no model for the key 'c'; there are a, b");
  }

  @Test
  void aModelThatWasGivenUpIsNoMore() {
    WantedModel model = reading("a", "a:1", "b:1");
    model.take(new ConsumerRecord<>("l.models", 0, 0, "l/a".getBytes(UTF_8), null));

    assertThatThrownBy(model::found).hasMessageContaining("no model for the key 'a'");
  }

  @Test
  void aVersionIsFoundAmongOthers() {
    assertThat(reading(null, new Version(1, 2), ":1", ":2", ":3").found().message().version())
        .isEqualTo(new Version(1, 2));
    assertThat(reading("b", new Version(1, 2), "a:2", "b:2").found().message().key())
        .isEqualTo("b");
  }

  @Test
  void aVersionThatOneKeyAloneHasNeedsNoKey() {
    assertThat(reading(null, new Version(1, 2), "a:1", "b:2").found().message().key())
        .isEqualTo("b");
    assertThatThrownBy(() -> reading(null, new Version(1, 2), "a:2", "b:2", "c:1").found())
        .hasMessage("l has a model for each key: give --key, one of a, b");
  }

  @Test
  void aVersionThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> reading(null, new Version(1, 9), ":1", ":2", ":3").found())
        .hasMessageStartingWith("l has no version 1.9 on its topic; there are versions from 1.1 to")
        .hasMessageContaining("1.3")
        .hasMessageContaining("gradstream models list l");
    assertThatThrownBy(() -> reading("c", new Version(1, 1), "a:1").found())
        .hasMessage("l has no model for the key 'c'; there are a");
  }

  @Test
  void aLearnerThatHasLearnedNothingHasNone() {
    assertThatThrownBy(() -> reading(null).found()).hasMessageContaining("no model yet");
  }
}

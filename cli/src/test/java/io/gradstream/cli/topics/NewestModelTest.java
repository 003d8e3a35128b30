package io.gradstream.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class NewestModelTest {

  private static NewestModel reading(String wanted, String... keysAndSteps) {
    NewestModel model = new NewestModel("l", wanted);
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
    assertThat(reading("a", "a:1", "a:3", "b:9", "a:2").newest().version())
        .isEqualTo(new Version(1, 3));
  }

  @Test
  void theOnlyModelNeedsNoKey() {
    assertThat(reading(null, ":1", ":2").newest().version()).isEqualTo(new Version(1, 2));
  }

  @Test
  void ofSeveralAKeyHasToBeGiven() {
    assertThatThrownBy(() -> reading(null, "a:1", "b:1").newest())
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("l has a model for each key: give --key, one of a, b");
  }

  @Test
  void aKeyThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> reading("c", "a:1", "b:1").newest())
        .hasMessage("l has no model for the key 'c'; there are a, b");
  }

  @Test
  void aModelThatWasGivenUpIsNoMore() {
    NewestModel model = reading("a", "a:1", "b:1");
    model.take(new ConsumerRecord<>("l.models", 0, 0, "l/a".getBytes(UTF_8), null));

    assertThatThrownBy(model::newest).hasMessageContaining("no model for the key 'a'");
  }

  @Test
  void aLearnerThatHasLearnedNothingHasNone() {
    assertThatThrownBy(() -> reading(null).newest()).hasMessageContaining("no model yet");
  }
}

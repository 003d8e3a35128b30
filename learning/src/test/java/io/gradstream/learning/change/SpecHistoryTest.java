package io.gradstream.learning.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.PoolSpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecHistoryTest {

  private static final LearnerSpec NARROW = spec("[{dense: 4}]", "1s");
  private static final LearnerSpec WIDE = spec("[{dense: 8}]", "1s");

  /** An entry of generation 3, as format 1 wrote it. */
  private static final String FORMAT_1 =
      "0103d701654a77316a6b454b677a41515261385373693646516c653553753069787138473430"
          + "51795931734a75587648517266763878365f57764972724c4f384956775076795a3773594b50"
          + "4b4572776856436343536d476854764343795473544a57387866446e72614d52587659436e52"
          + "35316a4569444d3479516165434c3855707058314669614d2d4f784a634a6f6f302d6b692d48"
          + "4d33336570316b30517042334c73765a4745414d5a2d366e734f3139696a7972776551336e76"
          + "507667563435355273334e665879474250597574726146354a66545630";

  private static LearnerSpec spec(String network, String every) {
    String text =
        """
        learner: clicks
        events: {topic: clicks}
        features: [{field: seconds, as: numeric}]
        target: {binary: bought}
        network: NETWORK
        publish: {snapshots: {every: EVERY}}
        """;
    return SpecReader.read(
        new SpecBundle(
            "spec.yaml", text.replace("NETWORK", network).replace("EVERY", every), Map.of()));
  }

  @Test
  void usageExample() {
    SpecHistory history = SpecHistory.of(3, NARROW).with(WIDE, 1);

    assertThat(history.generation()).isEqualTo(4);
    assertThat(history.spec(3).source()).isEqualTo(NARROW.source());
    assertThat(history.spec(4).source()).isEqualTo(WIDE.source());
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    SpecHistory read = SpecHistory.read(SpecHistory.of(3, NARROW).with(WIDE, 9).entries());

    assertThat(read.generation()).isEqualTo(9);
    assertThat(read.spec()).isEqualTo(WIDE);
    assertThat(read.spec(3)).isEqualTo(NARROW);
    assertThat(read.spec(8)).isEqualTo(NARROW);
  }

  @Test
  void format1IsRead() {
    SpecHistory read = SpecHistory.read(List.of(HexFormat.of().parseHex(FORMAT_1)));

    assertThat(read.generation()).isEqualTo(3);
    assertThat(read.spec()).isEqualTo(NARROW);
  }

  @Test
  void aSpecThatLearnsTheSameStaysInItsGeneration() {
    LearnerSpec slower = spec("[{dense: 4}]", "5s");
    SpecHistory history = SpecHistory.of(3, NARROW).with(slower, 9);

    assertThat(history.generation()).isEqualTo(3);
    assertThat(history.spec()).isEqualTo(slower);
  }

  @Test
  void theSameSpecOnABranchIsAGenerationOfItsOwn() {
    SpecHistory history = SpecHistory.of(3, NARROW).branch(NARROW, 9);

    assertThat(history.generation()).isEqualTo(9);
    assertThat(history.spec(3)).isEqualTo(NARROW);
  }

  @Test
  void aDamagedEntryIsRefused() {
    byte[] entry = SpecHistory.of(3, NARROW).entries().get(0);
    entry[0] = 6;

    assertThatThrownBy(() -> SpecHistory.read(List.of(entry))).hasMessageContaining("format 6");
  }

  /** In format 2 nobody who answered by default remembered; the same text means more now. */
  @Test
  void aSpecOfFormat2MeansWhatItMeant() {
    assertMeant(2, PoolSpec.Mix.JOINT, 5);
  }

  /** In format 3 classes had no centers. */
  @Test
  void aSpecOfFormat3MeansWhatItMeant() {
    assertMeant(3, PoolSpec.Mix.GATE, 8);
  }

  /** In format 4 the next event's label was learned as the change from the label before. */
  @Test
  void aSpecOfFormat4MeansWhatItMeantAndIsGoneOnFrom() {
    LearnerSpec spec =
        SpecReader.read(
            new SpecBundle(
                "spec.yaml",
                """
                learner: air
                events: {topic: hours, time: at}
                features: [{field: dust, as: numeric}]
                target: {regression: dust}
                labels: {of: next, horizon: 24h, wait: 25h}
                """,
                Map.of()));
    byte[] entry = SpecHistory.of(3, spec).entries().get(0);
    entry[0] = 4;
    SpecHistory before = SpecHistory.read(List.of(entry));

    assertThat(before.spec().model().target().from()).isEmpty();
    assertThat(spec.model().target().from()).contains("dust");
    assertThat(before.changeTo(spec).kept()).isEqualTo(SpecChange.Kept.MODEL);
  }

  private static void assertMeant(int format, PoolSpec.Mix mix, int members) {
    String text = "learner: clicks\nevents: {topic: clicks}\n";
    String rest = "features: [{field: seconds, as: numeric}]\ntarget: {binary: bought}\n";
    LearnerSpec spec = SpecReader.read(new SpecBundle("spec.yaml", text + rest, Map.of()));
    byte[] entry = SpecHistory.of(3, spec).entries().get(0);
    entry[0] = (byte) format;
    SpecHistory before = SpecHistory.read(List.of(entry));
    PoolSpec pool = before.spec().model().pool().orElseThrow();

    assertThat(pool.mix()).isEqualTo(mix);
    assertThat(pool.members()).hasSize(members);
    assertThat(before.entries()).containsExactly(entry);
    assertThat(before.changeTo(spec).kept()).isEqualTo(SpecChange.Kept.MODEL);
    assertThat(spec.model().pool().orElseThrow().members())
        .startsWith(pool.members().toArray(MemberSpec[]::new));
  }

  @Test
  void aSpecThatThisReleaseRefusesIsNamed() {
    LearnerSpec sound = SpecHistory.of(3, NARROW).spec();
    LearnerSpec unknown =
        new LearnerSpec(
            sound.model(),
            sound.events(),
            sound.labels(),
            sound.target(),
            sound.learn(),
            sound.publish(),
            sound.limits(),
            new SpecBundle("spec.yaml", "learner: of the future", Map.of()));

    assertThatThrownBy(() -> SpecHistory.read(SpecHistory.of(3, unknown).entries()))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContaining("release that wrote it");
  }
}

package io.gradstream.operators.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.operators.TestSpecs;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessage.Reference;
import io.gradstream.schemas.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptModelsTest {

  /** Its embedding alone is a megabyte. */
  private static final LearnerSpec LARGE =
      TestSpecs.read(TestSpecs.withTable(TestSpecs.inEvent(), 20_000, 16));

  private static final LearnerSpec SMALL = TestSpecs.read(TestSpecs.inEvent());

  @TempDir Path folder;

  private KeptModels models;

  @BeforeEach
  void keepBesideTheSnapshots() {
    models = new KeptModels(LARGE, folder);
  }

  private static ModelSnapshot snapshot(LearnerSpec spec) {
    try (Learner learner = spec.newLearner("oslo", 3)) {
      return learner.snapshot();
    }
  }

  private static RollBack order(SnapshotMessage.Content content) {
    return new RollBack("c1", Optional.empty(), "oslo", new Version(3, 0), content);
  }

  /** As the job publishes it. */
  private SnapshotMessage.Content published(LearnerSpec spec) {
    return SnapshotFiles.of(folder, spec.name(), 700_000)
        .store("3.0/oslo", SnapshotCodec.encode(snapshot(spec)));
  }

  private static String reason(ControlCommand kept) {
    return ((Refused) kept).reason();
  }

  @Test
  void aSmallModelStaysInItsOrder() {
    KeptModels small = new KeptModels(SMALL, folder);
    RollBack order = order(published(SMALL));

    RollBack kept = (RollBack) small.keep(order);
    assertThat(((Inline) kept.content()).bytes()).isEqualTo(((Inline) order.content()).bytes());
    assertThat(((Inline) ((RollBack) small.load(kept)).content()).bytes())
        .isEqualTo(((Inline) order.content()).bytes());
  }

  @Test
  void aLargeOneIsCopiedToWhereNobodyDeletesIt() throws Exception {
    Reference published = (Reference) published(LARGE);
    RollBack kept = (RollBack) models.keep(order(published));
    assertThat(kept.content()).isInstanceOf(Reference.class);
    Files.delete(folder.resolve("trips").resolve(published.uri()));

    RollBack loaded = (RollBack) models.load(kept);
    assertThat(SnapshotCodec.decode(((Inline) loaded.content()).bytes()).version())
        .isEqualTo(new Version(3, 0));
    Files.delete(folder.resolve("trips/kept").resolve(((Reference) kept.content()).uri()));
    assertThatThrownBy(() -> models.load(kept))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("absent snapshot file");
  }

  @Test
  void whatIsGoneDamagedOrOfAnotherSpecIsRefusedInWords() throws Exception {
    Reference published = (Reference) published(LARGE);
    assertThat(
            reason(
                models.keep(
                    order(
                        new Reference(
                            published.uri(), published.length(), 1 + published.crc32c())))))
        .contains("CRC-32C does not match");
    Files.delete(folder.resolve("trips").resolve(published.uri()));
    assertThat(reason(models.keep(order(published)))).contains("absent snapshot file");
    assertThat(reason(models.keep(order(new Inline(new byte[] {1, 2, 3})))))
        .contains("no snapshot");
    assertThat(reason(models.keep(order(published(SMALL)))))
        .contains("version 3.0 is of another spec than the one that trips is deployed with");
    RollBack otherVersion =
        new RollBack("c1", Optional.empty(), "oslo", new Version(3, 1), published(LARGE));
    assertThat(reason(models.keep(otherVersion)))
        .contains("names version 3.1 of the key 'oslo' and brings version 3.0 of 'oslo'");
  }

  @Test
  void otherCommandsPass() {
    Pause pause = new Pause("c1");
    assertThat(models.keep(pause)).isSameAs(pause);
    assertThat(models.load(pause)).isSameAs(pause);
  }

  @Test
  void aPromotionOfNobodyIsRefused() {
    KeptModels alone = new KeptModels(SMALL, folder);
    LearnerSpec challenged =
        SMALL.with(List.of(new Challenger("wide", LARGE.model(), LARGE.learn(), false)));
    KeptModels known = new KeptModels(challenged, folder);
    Promote wide = new Promote("c1", Optional.empty(), "wide");
    Promote other = new Promote("c1", Optional.empty(), "narrow");

    assertThat(reason(alone.keep(wide))).isEqualTo("trips has no challengers");
    assertThat(known.keep(wide)).isEqualTo(wide);
    assertThat(reason(known.keep(other)))
        .isEqualTo(
            "trips has no challenger narrow: there are wide, and main, what the spec itself describes");
    assertThat(known.keep(order(published(challenged)))).isInstanceOf(RollBack.class);
  }
}

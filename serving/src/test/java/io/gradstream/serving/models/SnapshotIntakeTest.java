package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.model.ModelSpec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessage.Reference;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.SnapshotIntake.ModelRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotIntakeTest {

  private static final ModelSpec SPEC = Flights.keyedByOrigin();
  private static final Version OLD = new Version(1, 1);
  private static final Version NEW = new Version(1, 2);

  @TempDir Path snapshots;

  private final LearnerModels models = new LearnerModels(Flights.LEARNER, () -> 1 << 30);
  private final SnapshotIntake intake = new SnapshotIntake(models, Optional.empty());

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void usageExample() {
    intake.accept(List.of(record(Flights.message(SPEC, "ORD", OLD))));

    ServedModel held = models.borrow("ORD").orElseThrow();
    assertThat(held.version()).isEqualTo(OLD);
    assertThat(held.published()).isEqualTo(Flights.PUBLISHED);
  }

  @Test
  void ofManyVersionsTheNewestIsHeldWhateverTheirOrder() {
    intake.accept(
        List.of(
            record(Flights.message(SPEC, "ORD", OLD)),
            record(Flights.message(SPEC, "ORD", NEW)),
            record(Flights.message(SPEC, "ORD", OLD)),
            record(Flights.message(SPEC, "JFK", OLD))));

    assertThat(held("ORD")).contains(NEW);
    assertThat(held("JFK")).contains(OLD);
  }

  @Test
  void aCorruptSnapshotLeavesWhatIsHeld() {
    intake.accept(List.of(record(Flights.message(SPEC, "ORD", OLD))));

    intake.accept(List.of(record(altered(Flights.message(SPEC, "ORD", NEW)))));

    assertThat(held("ORD")).contains(OLD);
  }

  @Test
  void whenTheNewestIsCorruptTheOneBeforeItIsHeld() {
    intake.accept(
        List.of(
            record(Flights.message(SPEC, "ORD", OLD)),
            record(altered(Flights.message(SPEC, "ORD", NEW)))));

    assertThat(held("ORD")).contains(OLD);
  }

  @Test
  void bytesThatAreNoMessageAreIgnored() {
    intake.accept(
        List.of(
            new ModelRecord(null, "noise".getBytes(StandardCharsets.UTF_8), Flights.PUBLISHED),
            record(Flights.message(SPEC, "ORD", OLD))));

    assertThat(held("ORD")).contains(OLD);
  }

  @Test
  void twentyThousandRecordsOfNoiseAreAFewLinesOfTheLog() {
    ModelRecord noise =
        new ModelRecord(null, "\nERROR forged".getBytes(StandardCharsets.UTF_8), Flights.PUBLISHED);
    PrintStream before = System.err;
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
    try {
      intake.accept(Collections.nCopies(20_000, noise));
    } finally {
      System.setErr(before);
    }
    assertThat(lines.toString(StandardCharsets.UTF_8).lines()).hasSizeBetween(1, 15);
  }

  @Test
  void aMessageThatSaysOtherThanItsSnapshotIsIgnored() {
    SnapshotMessage message = Flights.message(SPEC, "ORD", OLD);

    intake.accept(List.of(record(with(message, "JFK", OLD, message.content()))));
    intake.accept(List.of(record(with(message, "ORD", NEW, message.content()))));

    assertThat(held("JFK")).isEmpty();
    assertThat(held("ORD")).isEmpty();
  }

  @Test
  void aMessageOfAnotherLearnerIsIgnored() {
    LearnerModels taxis = new LearnerModels("taxis", () -> 1 << 30);

    new SnapshotIntake(taxis, Optional.empty())
        .accept(List.of(record(Flights.message(SPEC, "ORD", OLD))));

    assertThat(taxis.borrow("ORD")).isEmpty();
  }

  @Test
  void aLargeSnapshotIsReadFromItsFile() {
    SnapshotMessage message = inFile(Flights.message(SPEC, "ORD", OLD));

    new SnapshotIntake(models, Optional.of(snapshots)).accept(List.of(record(message)));

    assertThat(message.content()).isInstanceOf(Reference.class);
    assertThat(held("ORD")).contains(OLD);
  }

  @Test
  void aFileThatIsNotThereIsToldWithItsFolderAndTheWayOut() {
    SnapshotMessage message = inFile(Flights.message(SPEC, "ORD", OLD));
    Path elsewhere = snapshots.resolve("elsewhere");

    new SnapshotIntake(models, Optional.of(elsewhere)).accept(List.of(record(message)));
    models.found();
    models.caughtUp();

    assertThat(models.obstacle())
        .contains("version " + OLD + " is not served: absent snapshot file: " + elsewhere)
        .contains("--state");
  }

  @Test
  void aFileTornOrAlteredOnDiskLeavesWhatIsHeld() throws IOException {
    SnapshotIntake fromFiles = new SnapshotIntake(models, Optional.of(snapshots));
    fromFiles.accept(List.of(record(Flights.message(SPEC, "ORD", OLD))));
    SnapshotMessage message = inFile(Flights.message(SPEC, "ORD", NEW));
    Path file = snapshots.resolve(Flights.LEARNER).resolve(((Reference) message.content()).uri());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;

    for (byte[] damaged : List.of(bytes, Arrays.copyOf(bytes, bytes.length - 1), new byte[0])) {
      Files.write(file, damaged);
      fromFiles.accept(List.of(record(message)));

      assertThat(held("ORD")).contains(OLD);
    }
  }

  @Test
  void aSnapshotInAFileIsIgnoredWithoutItsFolderOrOutsideIt() {
    SnapshotMessage message = Flights.message(SPEC, "ORD", OLD);
    SnapshotMessage escaping = with(message, "ORD", OLD, new Reference("../../etc/passwd", 1, 1));

    intake.accept(List.of(record(inFile(message))));
    new SnapshotIntake(models, Optional.of(snapshots)).accept(List.of(record(escaping)));

    assertThat(held("ORD")).isEmpty();
  }

  @Test
  void aTombstoneRemovesTheKeysModelAndWhatCameBeforeIt() {
    intake.accept(List.of(record(Flights.message(SPEC, "ORD", OLD))));

    intake.accept(List.of(record(Flights.message(SPEC, "ORD", NEW)), tombstone("ORD")));

    assertThat(held("ORD")).isEmpty();
  }

  @Test
  void aTombstoneOfAnotherKeyRemovesNothing() {
    intake.accept(
        List.of(
            record(Flights.message(SPEC, "ORD", OLD)),
            tombstone("JFK"),
            new ModelRecord(null, null, Flights.PUBLISHED)));

    assertThat(held("ORD")).contains(OLD);
  }

  private Optional<Version> held(String key) {
    return models.borrow(key).map(ServedModel::version);
  }

  private SnapshotMessage inFile(SnapshotMessage message) {
    byte[] bytes = ((Inline) message.content()).bytes();
    SnapshotFiles files = SnapshotFiles.of(snapshots, Flights.LEARNER, 10);
    return with(message, message.key(), message.version(), files.store("name", bytes));
  }

  private static SnapshotMessage altered(SnapshotMessage message) {
    byte[] bytes = ((Inline) message.content()).bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    return with(message, message.key(), message.version(), new Inline(bytes));
  }

  private static SnapshotMessage with(
      SnapshotMessage of, String key, Version version, SnapshotMessage.Content content) {
    return new SnapshotMessage(of.learner(), key, version, of.lineage(), content);
  }

  private static ModelRecord record(SnapshotMessage message) {
    return new ModelRecord(
        message.recordKey().getBytes(StandardCharsets.UTF_8),
        new SnapshotMessageCodec().encode(message),
        Flights.PUBLISHED);
  }

  private static ModelRecord tombstone(String key) {
    byte[] recordKey = (Flights.LEARNER + "/" + key).getBytes(StandardCharsets.UTF_8);
    return new ModelRecord(recordKey, null, Flights.PUBLISHED);
  }
}

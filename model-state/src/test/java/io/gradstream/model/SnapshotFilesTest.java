package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessage.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFilesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int INLINE_LIMIT = 100;

  @TempDir Path temporary;
  private Path folder;
  private SnapshotFiles files;

  @BeforeEach
  void open() {
    folder = temporary.resolve("snapshots");
    files = new SnapshotFiles(folder, INLINE_LIMIT, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void usageExample() {
    byte[] large = bytes(5_000_000);

    SnapshotMessage.Content content = files.store("ORD@3.1200", large);

    assertThat(content).isInstanceOf(Reference.class);
    assertThat(files.load(content)).isEqualTo(large);
  }

  @Test
  void aSmallSnapshotStaysInTheRecord() {
    SnapshotMessage.Content content = files.store("ORD@3.1200", bytes(INLINE_LIMIT));

    assertThat(content).isInstanceOf(Inline.class);
    assertThat(files.load(content)).isEqualTo(bytes(INLINE_LIMIT));
    assertThat(folder).doesNotExist();
  }

  @Test
  void storingTheSameVersionAgainGivesTheSameReferenceAndOneFile() throws IOException {
    SnapshotMessage.Content first = files.store("ORD@3.1200", bytes(200));
    SnapshotMessage.Content second = files.store("ORD@3.1200", bytes(200));

    assertThat(second).isEqualTo(first);
    assertThat(names()).hasSize(1);
  }

  @Test
  void aReaderMaySeeTheFolderUnderAnotherPath() throws IOException {
    Reference reference = (Reference) files.store("ORD@3.1200", bytes(200));
    Path moved = Files.move(folder, temporary.resolve("mounted"));

    assertThat(new SnapshotFiles(moved, INLINE_LIMIT).load(reference)).isEqualTo(bytes(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../escape", "/etc/passwd", "a\0b", "..", "ORD/ü 😀", ""})
  void noTextOfAUserBecomesAPath(String name) throws IOException {
    Reference reference = (Reference) files.store(name, bytes(200));

    assertThat(files.load(reference)).isEqualTo(bytes(200));
    assertThat(names()).containsExactly(reference.uri());
    assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "/etc/passwd",
        "file:///etc/passwd",
        "",
        ".",
        "0123456789abcdef0123456789abcdef.snapshot/../../secret"
      })
  void aReferenceThatLeadsOutOfTheFolderIsRefused(String uri) throws IOException {
    Files.writeString(temporary.resolve("secret"), "secret");

    assertThatThrownBy(() -> files.load(new Reference(uri, 6, 0)))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Path secret = Files.write(temporary.resolve("secret"), bytes(200));
    Reference reference = (Reference) files.store("ORD@3.1200", bytes(200));
    Files.delete(folder.resolve(reference.uri()));
    Files.createSymbolicLink(folder.resolve(reference.uri()), secret);

    assertThatThrownBy(() -> files.load(reference))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void anAbsentFileIsNamed() throws IOException {
    Reference reference = (Reference) files.store("ORD@3.1200", bytes(200));
    Files.delete(folder.resolve(reference.uri()));

    assertThatThrownBy(() -> files.load(reference))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("absent")
        .hasMessageContaining(reference.uri());
  }

  @Test
  void aFileTornAnywhereIsNamed() throws IOException {
    Reference reference = (Reference) files.store("ORD@3.1200", bytes(200));
    for (int length = 0; length < 200; length++) {
      Files.write(folder.resolve(reference.uri()), bytes(length));

      assertThatThrownBy(() -> files.load(reference))
          .isInstanceOf(CorruptSnapshotException.class)
          .hasMessageContaining("torn snapshot file: %d of 200 bytes".formatted(length))
          .hasMessageContaining(reference.uri());
    }
  }

  @Test
  void aFileAlteredAnywhereIsNamed() throws IOException {
    Reference reference = (Reference) files.store("ORD@3.1200", bytes(200));
    for (int at = 0; at < 200; at++) {
      byte[] altered = bytes(200);
      altered[at] ^= (byte) (1 << at % Byte.SIZE);
      Files.write(folder.resolve(reference.uri()), altered);

      assertThatThrownBy(() -> files.load(reference))
          .isInstanceOf(CorruptSnapshotException.class)
          .hasMessageContaining("altered snapshot file")
          .hasMessageContaining(reference.uri());
    }
  }

  @Test
  void onlyOldFilesWithoutAReferenceAreCollected() throws IOException {
    Reference referenced = age(files.store("ORD@3.1", bytes(200)), Duration.ofHours(2));
    Reference old = age(files.store("ORD@3.2", bytes(200)), Duration.ofHours(2));
    Reference fresh = age(files.store("ORD@3.3", bytes(200)), Duration.ofMinutes(30));

    int deleted = files.collect(Set.of(referenced.uri()), Duration.ofHours(1));

    assertThat(deleted).isEqualTo(1);
    assertThat(names())
        .containsExactlyInAnyOrder(referenced.uri(), fresh.uri())
        .doesNotContain(old.uri());
  }

  @Test
  void whatACrashedWriterLeftIsCollectedButNoFileOfOthers() throws IOException {
    Files.createDirectories(folder);
    String torn =
        "0123456789abcdef0123456789abcdef.snapshot.123e4567-e89b-12d3-a456-426614174000.writing";
    for (String name : List.of(torn, "notes.txt")) {
      Path file = Files.writeString(folder.resolve(name), "text");
      Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(1))));
    }

    assertThat(files.collect(Set.of(), Duration.ofHours(1))).isEqualTo(1);
    assertThat(names()).containsExactly("notes.txt");
  }

  @Test
  void collectingAFolderThatIsNotThereDoesNothing() {
    assertThat(files.collect(Set.of(), Duration.ZERO)).isZero();
  }

  @Test
  void learnersShareAFolderWithoutMeeting() {
    SnapshotFiles flights = SnapshotFiles.of(temporary, "flight-delays", 0);
    SnapshotFiles taxis = SnapshotFiles.of(temporary, "taxis.v2", 0);

    SnapshotMessage.Content content = flights.store("@1.1", bytes(10));

    assertThat(flights.load(content)).isEqualTo(bytes(10));
    assertThatThrownBy(() -> taxis.load(content)).hasMessageContaining("absent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "a\\b", ".hidden"})
  void aLearnerWhoseNameIsAPathIsRefused(String learner) {
    assertThatThrownBy(() -> SnapshotFiles.of(temporary, learner, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a learner's name must be");
  }

  @Test
  void aRelativeFolderIsRefused() {
    assertThatThrownBy(() -> new SnapshotFiles(Path.of("snapshots"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be absolute: snapshots");
  }

  private Reference age(SnapshotMessage.Content content, Duration age) throws IOException {
    Reference reference = (Reference) content;
    Files.setLastModifiedTime(folder.resolve(reference.uri()), FileTime.from(NOW.minus(age)));
    return reference;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}

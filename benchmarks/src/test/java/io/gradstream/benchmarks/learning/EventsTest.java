package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

  @TempDir private Path folder;
  private Events events;

  @BeforeEach
  void haveAFolder() {
    events = new Events(folder, folder, Optional.empty());
  }

  @Test
  void tellsWhichFilesAreMissing() throws IOException {
    List<BenchStream> streams = List.of(named("elec2"), named("weather"), named("sea"));
    Files.createDirectories(folder.resolve("elec2"));
    Files.writeString(folder.resolve("elec2/elecNormNew.arff.gz"), "");
    assertThat(Events.missing(folder, streams))
        .containsExactly(folder.resolve("noaa-weather/weather.csv.gz"));
  }

  @Test
  void makesAGeneratedStreamOfItsSeed() throws IOException {
    Events.StreamFiles first = events.of(named("sea"), 1);
    Events.StreamFiles second = events.of(named("sea"), 2);
    assertThat(first.rows()).isEqualTo(100_000);
    assertThat(first.table()).exists().isNotEqualTo(second.table());
    assertThat(Files.mismatch(first.table(), second.table())).isNotNegative();
    assertThat(events.of(named("sea"), 1)).isSameAs(first);
  }

  @Test
  void aFileIsTheSameForEachSeed() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "x,label\n1,0\n2,1\n");
    BenchStream stream =
        BenchStream.of("a", "a.csv", "label", List.of(ArffAttribute.category("label", "0", "1")));
    assertThat(events.of(stream, 2)).isSameAs(events.of(stream, 1));
    assertThat(events.of(stream, 1).arff()).content().endsWith("@data\n0\n1\n");
  }

  private static BenchStream named(String name) {
    return BenchStreams.ALL.stream()
        .filter(stream -> stream.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

package io.gradstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExamplesTest {

  private static final Home HOME = new Home(Path.of("..").toAbsolutePath().normalize());

  private final Examples examples = Examples.of(HOME);

  @Test
  void everyFolderTellsOfItsStreams() throws IOException {
    try (Stream<Path> folders = Files.list(HOME.examples())) {
      assertThat(examples.all().stream().map(ExampleStream::folder).distinct())
          .containsExactlyInAnyOrderElementsOf(folders.filter(Files::isDirectory).toList());
    }
    assertThat(examples.names()).doesNotHaveDuplicates().contains("taxis", "flights");
  }

  @Test
  void everyStreamHasAValidSpecDataThatAreThereAndAPlainQuestion() throws IOException {
    for (ExampleStream stream : examples.all()) {
      assertThat(SpecReader.read(stream.spec()).name()).isNotBlank();
      stream.data().ifPresent(data -> assertThat(data).isRegularFile());
      assertThat(stream.question()).endsWith("?").hasSizeLessThan(100);
      assertThat(stream.perSecond()).isPositive();
    }
  }

  /**
   * The first event of a stream can be asked about where it is JSON; of others the page says one.
   */
  @Test
  void everyModelCanBeAsked() throws IOException {
    for (ExampleStream stream : examples.all()) {
      LearnerSpec spec = SpecReader.read(stream.spec());
      assertThat(stream.asked().isPresent() || spec.events().format() instanceof StreamFormat.Json)
          .as(stream.name())
          .isTrue();
    }
  }

  @Test
  void anExampleIsFoundByItsStreamAndByItsFolder() {
    assertThat(examples.find("taxis")).isEqualTo(examples.find("nyc-taxis")).isPresent();
    assertThat(examples.find("fashion-mnist")).as("it has several").isEmpty();
    assertThat(examples.find("no-such")).isEmpty();
    assertThat(List.of(examples.find("taxis").get().question()))
        .containsExactly("What will this taxi ride cost?");
  }
}

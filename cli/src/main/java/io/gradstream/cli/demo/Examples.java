package io.gradstream.cli.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.local.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The streams of all examples. A folder tells of its own in {@code demo.json}, by their names. */
public final class Examples {

  private static final String FILE = "demo.json";

  private final List<ExampleStream> streams;

  private Examples(List<ExampleStream> streams) {
    this.streams = List.copyOf(streams);
  }

  /** What {@code demo.json} says of a stream. Files are relative to its folder. */
  private record Entry(
      @JsonProperty(required = true) String about,
      @JsonProperty(required = true) String spec,
      String data,
      @JsonProperty(required = true) double rate,
      String says,
      Ask ask) {

    /** An event, and what it is. */
    private record Ask(
        @JsonProperty(required = true) String about,
        @JsonProperty(required = true) JsonNode event) {}

    private ExampleStream of(String name, Path folder) {
      return new ExampleStream(
          name,
          folder,
          folder.resolve(spec),
          Optional.ofNullable(data).map(folder::resolve).map(Path::normalize),
          about.strip(),
          rate,
          says == null ? "" : says,
          Optional.ofNullable(ask).map(of -> new ExampleStream.Asked(of.about, of.event)));
    }
  }

  /** The examples that stand beside the program, folder by folder. */
  public static Examples of(Home home) {
    List<ExampleStream> streams = new ArrayList<>();
    try (Stream<Path> folders = Files.list(home.examples())) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve(FILE))) {
          streams.addAll(read(folder));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home.examples(), e);
    }
    return new Examples(streams);
  }

  private static List<ExampleStream> read(Path folder) throws IOException {
    Map<String, Entry> entries =
        new ObjectMapper().readValue(folder.resolve(FILE).toFile(), new TypeReference<>() {});
    return entries.entrySet().stream()
        .map(entry -> entry.getValue().of(entry.getKey(), folder))
        .toList();
  }

  /** All of them, in the order of their folders. */
  public List<ExampleStream> all() {
    return streams;
  }

  /** Names, as a command line has them. */
  public List<String> names() {
    return streams.stream().map(ExampleStream::name).toList();
  }

  /** The stream of that name, or of the folder of that name where it has only one. */
  public Optional<ExampleStream> find(String name) {
    Optional<ExampleStream> named =
        streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
    List<ExampleStream> within =
        streams.stream()
            .filter(stream -> stream.folder().getFileName().toString().equals(name))
            .toList();
    return named.or(() -> within.size() == 1 ? Optional.of(within.get(0)) : Optional.empty());
  }
}

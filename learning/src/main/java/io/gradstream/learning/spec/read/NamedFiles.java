package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.learning.spec.keys.ChallengerKeys;
import io.gradstream.learning.spec.keys.Format;
import io.gradstream.learning.spec.keys.LearnKeys;
import io.gradstream.learning.spec.keys.TopicKeys;
import io.gradstream.learning.spec.yaml.Section;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gathers the files that a spec names: schemas, the folder of a registry, weights. A file that is
 * not there, too large or not text is left out: reading the spec then says so beside the key.
 */
final class NamedFiles {

  static final int LARGEST = 1 << 20; // bytes
  static final int MOST = 10_000; // schemas of a registry's folder

  private final Path folder;
  private final Map<String, String> files = new TreeMap<>();

  private NamedFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * @param spec its checked keys
   * @param folder the spec's
   * @return text by the name the spec uses; {@code FOLDER/ID.avsc} or {@code ID.json} in a
   *     registry's folder
   */
  static Map<String, String> of(Section spec, Path folder) throws IOException {
    NamedFiles named = new NamedFiles(folder);
    Section events = spec.section("events");
    Section labels = spec.section("labels");
    Optional<Format> format = events.valid(TopicKeys.EVENT_FORMAT);
    named.add(events, format, Optional.empty());
    Optional<Format> ofLabels = TopicKeys.LABEL_FORMAT.of(labels).or(() -> format);
    Optional<String> inherited =
        ofLabels.flatMap(of -> TopicFormat.inherited(events.text("registry"), format, of));
    named.add(labels, ofLabels, inherited);
    named.addWeights(spec);
    for (Section challenger : ChallengerKeys.of(spec).values()) {
      named.addWeights(challenger);
    }
    return named.files;
  }

  private void addWeights(Section learner) throws IOException {
    Optional<String> start = learner.section("learn").text(LearnKeys.START);
    if (start.isPresent()) {
      addFile(start.get(), WeightsFile.LARGEST);
    }
  }

  private void add(Section topic, Optional<Format> format, Optional<String> inherited)
      throws IOException {
    if (topic.text("schema").isPresent()) {
      addFile(topic.text("schema").get(), LARGEST);
    }
    if (format.isEmpty()) {
      return;
    }
    Optional<String> registry = TopicFormat.registry(topic, format.get(), inherited);
    if (registry.isPresent() && !TopicFormat.isUrl(registry.get())) {
      addFolder(TopicFormat.folder(registry.get()), TopicFormat.ending(format.get()));
    }
  }

  private void addFolder(String name, String ending) throws IOException {
    Path at = resolve(name);
    if (at == null || !Files.isDirectory(at)) {
      return;
    }
    try (DirectoryStream<Path> schemas = Files.newDirectoryStream(at, "*" + ending)) {
      int count = 0;
      for (Path schema : schemas) {
        if (++count > MOST) {
          return;
        }
        addFile(name + schema.getFileName(), LARGEST);
      }
    }
  }

  private void addFile(String name, int largest) throws IOException {
    Path file = resolve(name);
    if (file == null || !Files.isRegularFile(file) || Files.size(file) > largest) {
      return;
    }
    try {
      files.put(name, Files.readString(file));
    } catch (CharacterCodingException e) {
      files.remove(name); // not text: as if it were not there
    }
  }

  /** Null when the name is no relative path. */
  private Path resolve(String name) {
    try {
      Path relative = Path.of(name);
      return relative.isAbsolute() ? null : folder.resolve(relative);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}

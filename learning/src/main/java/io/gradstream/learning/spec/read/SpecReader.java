package io.gradstream.learning.spec.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.keys.ChallengerKeys;
import io.gradstream.learning.spec.keys.Declaration;
import io.gradstream.learning.spec.keys.LayerKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.YamlReader;
import io.gradstream.learning.spec.yaml.YamlValue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and validates learner specs. */
public final class SpecReader {

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private SpecReader() {}

  /**
   * Reads a spec and the files it names, relative to its folder.
   *
   * @throws InvalidSpecException with every error found
   */
  public static LearnerSpec read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String text = text(file, name);
    Section spec = check(text, new Findings(name));
    Path folder = file.toAbsolutePath().getParent();
    return read(new SpecBundle(name, text, NamedFiles.of(spec, folder)));
  }

  private static String text(Path file, String name) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Findings(name)
          .stop(1, "must be a file", file + " is a folder", "Name the YAML file in it.");
    }
    if (Files.size(file) > 4L * YamlReader.LONGEST) { // bytes of the longest text in UTF-8
      throw new Findings(name)
          .stop(1, "must be a small text", Files.size(file) + " bytes", "Is this a learner spec?");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new Findings(name).stop(1, "must be UTF-8 text", "other bytes", "Save it as UTF-8.");
    }
  }

  /**
   * Reads a spec that travelled with its files.
   *
   * @throws InvalidSpecException with every error found
   */
  public static LearnerSpec read(SpecBundle bundle) {
    return read(bundle, Meaning.PRESENT);
  }

  /**
   * Reads a spec of a checkpoint, as it was meant when it was written.
   *
   * @throws InvalidSpecException with every error found
   */
  public static LearnerSpec read(SpecBundle bundle, Meaning meaning) {
    Findings findings = new Findings(bundle.name());
    Section spec = check(bundle.text(), findings);
    LearnerSpec champion = new SpecBinder(spec, bundle, meaning, findings).bind();
    return champion.with(
        new ChallengersReader(
                spec, of -> new SpecBinder(of, bundle, meaning, findings).bind(), findings)
            .read(champion));
  }

  /** Every value of a valid spec, defaults included. */
  public static Section values(SpecBundle bundle) {
    return check(bundle.text(), new Findings(bundle.name()));
  }

  private static Section check(String text, Findings findings) {
    YamlValue spec = YamlReader.read(text, findings);
    return Declaration.SPEC
        .check(spec, new Place("", Math.max(1, spec.line())), findings)
        .map(Section.class::cast)
        .orElseThrow(findings::asException);
  }

  /** The JSON Schema (draft 2020-12) of specs, from the declaration that validates them. */
  public static String jsonSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", DRAFT).put("title", "Gradstream learner spec");
    schema.setAll(Declaration.SPEC.schema());
    ObjectNode parts = schema.putObject("$defs");
    parts.set("layer", LayerKeys.LAYER.schema());
    for (String key : ChallengerKeys.AS_OF_THE_CHAMPION) {
      parts.putObject(key).put("$ref", "#/properties/" + key);
    }
    return schema.toPrettyString();
  }
}

package io.gradstream.learning.spec;

import io.gradstream.features.EventDecoders;
import io.gradstream.features.EventSchema;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads {@code format}, {@code schema} and {@code registry} of a topic, with the named files. */
final class TopicFormat {

  static final String REGISTRY_FOLDER = "registry"; // when none is named

  private static final Pattern URL = Pattern.compile("https?://[^\\s/]\\S*");
  private static final Pattern SCHEMA_FILE = Pattern.compile("([0-9]{1,9})\\.avsc");

  private final Section topic;
  private final String format;
  private final SpecBundle bundle;
  private final Findings findings;

  /**
   * @param topic {@code events} or {@code labels}
   * @param format its format, inherited or its own
   */
  TopicFormat(Section topic, String format, SpecBundle bundle, Findings findings) {
    this.topic = topic;
    this.format = format;
    this.bundle = bundle;
    this.findings = findings;
  }

  static boolean isUrl(String registry) {
    return URL.matcher(registry).matches();
  }

  /** A folder's name as the files in it start. */
  static String folder(String registry) {
    String folder = registry.startsWith("./") ? registry.substring(2) : registry;
    return folder.endsWith("/") ? folder : folder + "/";
  }

  /**
   * The format, once fields that the schema does not have are errors.
   *
   * @param inherited the registry when the topic names none
   */
  Optional<StreamFormat> read(FieldUses uses, Optional<String> inherited) {
    if (!format.equals("avro")) {
      refuse("registry", "only `format: avro` has schema ids");
    }
    if (format.equals("json")) {
      refuse("schema", "`format: json` has no schema");
      return Optional.of(new StreamFormat.Json());
    }
    Optional<String> schema = schema();
    schema.ifPresent(text -> checkFields(text, uses));
    if (format.equals("avro-plain")) {
      return schema.map(StreamFormat.PlainAvro::new);
    }
    String registry = topic.text("registry").or(() -> inherited).orElse(REGISTRY_FOLDER);
    Optional<StreamFormat.Registry> found = registry(registry);
    return schema.flatMap(
        text -> found.map(registryAt -> new StreamFormat.ConfluentAvro(text, registryAt)));
  }

  private void refuse(String key, String reason) {
    if (topic.isWritten(key)) {
      findings.add(
          topic.at(key),
          "must not be given: " + reason,
          topic.text(key).orElse("?"),
          "Remove it, or write format: avro.");
    }
  }

  /** The text of the schema's file, when it is a record's. */
  private Optional<String> schema() {
    Optional<String> name = topic.text("schema");
    if (name.isEmpty()) {
      if (!topic.isWritten("schema")) {
        findings.add(
            topic.at("schema"),
            "must be given for format " + format,
            "absent",
            "Name the Avro schema's file.");
      }
      return Optional.empty();
    }
    String text = bundle.files().get(name.get());
    if (text == null) {
      findings.add(
          topic.at("schema"), "must name a readable file", name.get(), missing(name.get()));
      return Optional.empty();
    }
    return parsed(topic.at("schema"), name.get(), text).map(schema -> text);
  }

  private String missing(String name) {
    return name.startsWith("/")
        ? "Name it relative to the spec's folder."
        : "Put it there, relative to the spec's folder, as UTF-8 text of at most 1 MiB.";
  }

  private Optional<Schema> parsed(Place place, String name, String text) {
    try {
      Schema schema = new Schema.Parser().parse(text);
      if (schema.getType() == Schema.Type.RECORD) {
        return Optional.of(schema);
      }
      findings.add(
          place,
          "must be an Avro record",
          name + " is " + schema.getType().getName(),
          "Write {\"type\": \"record\", ...} in it.");
    } catch (AvroRuntimeException e) {
      findings.add(
          place,
          "must be an Avro schema",
          name + ": " + Findings.oneLine(String.valueOf(e.getMessage())),
          "Mend the file.");
    }
    return Optional.empty();
  }

  private void checkFields(String text, FieldUses uses) {
    Schema schema = new Schema.Parser().parse(text);
    List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
    String file = topic.text("schema").orElseThrow();
    uses.used()
        .forEach(
            (name, used) -> {
              if (!known.contains(name)) {
                findings.add(
                    used.place(),
                    "must name a field of " + file,
                    name,
                    NearestName.wayOut(name, known));
              } else if (!isReadable(name, used, text)) {
                findings.add(
                    used.place(),
                    "must be readable as " + used.field(name).type() + " from " + file,
                    name + " is " + Findings.oneLine(schema.getField(name).schema().toString()),
                    "Use it as another type, or change the schema.");
              }
            });
  }

  /** Asks the decoder itself, so that both follow the same rule. */
  private static boolean isReadable(String name, FieldUses.Used used, String text) {
    try {
      EventDecoders.avro(new EventSchema(List.of(used.field(name)), ZoneOffset.UTC), text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<StreamFormat.Registry> registry(String registry) {
    if (isUrl(registry)) {
      return Optional.of(new StreamFormat.HttpRegistryAt(registry.replaceAll("/+$", "")));
    }
    Map<Integer, String> schemas = new TreeMap<>();
    bundle.files().forEach((name, text) -> add(schemas, folder(registry), name, text));
    if (schemas.isEmpty()) {
      findings.add(
          topic.at("registry"),
          "must lead to schemas, for format avro",
          registry,
          "Give the registry's URL, or a folder beside the spec with files such as 1.avsc.");
      return Optional.empty();
    }
    return Optional.of(new StreamFormat.SchemasById(schemas));
  }

  private void add(Map<Integer, String> schemas, String folder, String name, String text) {
    if (!name.startsWith(folder)) {
      return;
    }
    Matcher file = SCHEMA_FILE.matcher(name.substring(folder.length()));
    if (file.matches() && parsed(topic.at("registry"), name, text).isPresent()) {
      schemas.put(Integer.valueOf(file.group(1)), text);
    }
  }
}

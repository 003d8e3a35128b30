package io.gradstream.learning.spec.read;

import io.gradstream.features.declared.JsonSchema;
import io.gradstream.features.decode.Envelope;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.keys.Format;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** Reads {@code format}, {@code schema} and {@code registry} of a topic, with the named files. */
final class TopicFormat {

  private static final Pattern URL = Pattern.compile("https?://[^\\s/]\\S*");
  private static final Pattern SCHEMA_FILE = Pattern.compile("([0-9]{1,9})\\.(avsc|json)");

  private final Section topic;
  private final Way way;
  private final SpecBundle bundle;
  private final Findings findings;
  private final AvroRules avro;

  /**
   * How a topic's values are written; inherited or said by the topic itself.
   *
   * @param unit of numbers that are times
   */
  record Way(Format format, Envelope envelope, Optional<EpochUnit> unit) {}

  /**
   * @param topic {@code events} or {@code labels}
   */
  TopicFormat(Section topic, Way way, SpecBundle bundle, Findings findings) {
    this.topic = topic;
    this.way = way;
    this.bundle = bundle;
    this.findings = findings;
    this.avro = new AvroRules(findings);
  }

  /** The registry that a topic names or inherits; of Avro also what lies beside the spec. */
  static Optional<String> registry(Section topic, Format format, Optional<String> inherited) {
    Optional<String> named = topic.text("registry").or(() -> inherited);
    return switch (format) {
      case JSON -> named;
      case AVRO -> Optional.of(named.orElse("registry"));
      case AVRO_PLAIN -> Optional.empty();
    };
  }

  /** The registry of the events that labels take over. */
  static Optional<String> inherited(
      Optional<String> ofEvents, Optional<Format> events, Format labels) {
    return ofEvents.filter(
        registry -> labels != Format.JSON || events.filter(Format.JSON::equals).isPresent());
  }

  /** How the files of schemas in a registry's folder end. */
  static String ending(Format format) {
    return format == Format.JSON ? ".json" : ".avsc";
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
    if (way.format == Format.AVRO_PLAIN) {
      refuse("registry", "`format: avro-plain` has no schema ids");
    }
    if (way.format != Format.JSON && way.envelope == Envelope.CONNECT) {
      findings.add(
          topic.at("envelope"),
          "must be none or debezium for format " + way.format,
          "connect",
          "Write none: Kafka Connect wraps nothing in Avro.");
      return Optional.empty();
    }
    return switch (way.format) {
      case JSON -> json(registry(topic, way.format, inherited));
      case AVRO_PLAIN ->
          schema(uses).map(schema -> new StreamFormat.PlainAvro(schema, way.envelope));
      case AVRO ->
          avro(schema(uses), registry(registry(topic, way.format, inherited).orElseThrow()));
    };
  }

  private Optional<StreamFormat> json(Optional<String> registry) {
    refuse("schema", "`format: json` has no schema but those that its ids name");
    return registry.isEmpty()
        ? Optional.of(new StreamFormat.Json(way.envelope))
        : registry(registry.get())
            .map(found -> new StreamFormat.Json(way.envelope, Optional.of(found)));
  }

  private Optional<StreamFormat> avro(
      Optional<String> schema, Optional<StreamFormat.Registry> registry) {
    return schema.flatMap(
        text -> registry.map(found -> new StreamFormat.ConfluentAvro(text, found, way.envelope)));
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
  private Optional<String> schema(FieldUses uses) {
    Optional<String> name = topic.text("schema");
    if (name.isEmpty()) {
      if (!topic.isWritten("schema")) {
        findings.add(
            topic.at("schema"),
            "must be given for format " + way.format,
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
    Optional<Schema> schema = avro.parsed(topic.at("schema"), name.get(), text);
    schema
        .flatMap(record -> avro.within(record, way.envelope, topic, name.get()))
        .ifPresent(record -> avro.checkFields(record, name.get(), uses, way.unit));
    return schema.map(record -> text);
  }

  private String missing(String name) {
    return name.startsWith("/")
        ? "Name it relative to the spec's folder."
        : "Put it there, relative to the spec's folder, as UTF-8 text of at most 1 MiB.";
  }

  private Optional<StreamFormat.Registry> registry(String registry) {
    if (isUrl(registry)) {
      return http(registry);
    }
    Map<Integer, String> schemas = new TreeMap<>();
    bundle.files().forEach((name, text) -> add(schemas, folder(registry), name, text));
    if (schemas.isEmpty()) {
      findings.add(
          topic.at("registry"),
          "must lead to schemas, for format " + way.format,
          registry,
          "Give the registry's URL, or a folder beside the spec with files such as 1%s."
              .formatted(ending(way.format)));
      return Optional.empty();
    }
    return Optional.of(new StreamFormat.SchemasById(schemas));
  }

  private Optional<StreamFormat.Registry> http(String url) {
    try {
      if (new URI(url).getHost() != null) {
        return Optional.of(new StreamFormat.HttpRegistryAt(url.replaceAll("/+$", "")));
      }
    } catch (URISyntaxException e) {
      // No URL: the same answer as for one without a host.
    }
    findings.add(
        topic.at("registry"), "must be a URL", url, "Write http://HOST:PORT or https://HOST.");
    return Optional.empty();
  }

  private void add(Map<Integer, String> schemas, String folder, String name, String text) {
    if (!name.startsWith(folder)) {
      return;
    }
    Matcher file = SCHEMA_FILE.matcher(name.substring(folder.length()));
    if (file.matches() && name.endsWith(ending(way.format)) && isReadable(name, text)) {
      schemas.put(Integer.valueOf(file.group(1)), text);
    }
  }

  private boolean isReadable(String name, String text) {
    if (way.format == Format.AVRO) {
      return avro.parsedOfWriter(topic.at("registry"), name, text).isPresent();
    }
    try {
      JsonSchema.read(text, Map.of());
      return true;
    } catch (IllegalArgumentException e) {
      findings.add(
          topic.at("registry"),
          "must lead to JSON Schemas",
          name + ": " + Findings.oneLine(String.valueOf(e.getMessage())),
          "Mend the file; schemas that refer to others need a registry's URL.");
      return false;
    }
  }
}

package io.gradstream.learning.spec.read;

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
  private static final Pattern SCHEMA_FILE = Pattern.compile("([0-9]{1,9})\\.avsc");

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

  /** The registry that a topic names, inherits, or has beside the spec. */
  static String registry(Section topic, Optional<String> inherited) {
    return topic.text("registry").or(() -> inherited).orElse("registry");
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
    if (way.format != Format.AVRO) {
      refuse("registry", "only `format: avro` has schema ids");
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
      case JSON -> json();
      case AVRO_PLAIN ->
          schema(uses).map(schema -> new StreamFormat.PlainAvro(schema, way.envelope));
      case AVRO -> avro(schema(uses), registry(registry(topic, inherited)));
    };
  }

  private Optional<StreamFormat> json() {
    refuse("schema", "`format: json` has no schema");
    return Optional.of(new StreamFormat.Json(way.envelope));
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
          "must lead to schemas, for format avro",
          registry,
          "Give the registry's URL, or a folder beside the spec with files such as 1.avsc.");
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
    if (file.matches() && avro.parsedOfWriter(topic.at("registry"), name, text).isPresent()) {
      schemas.put(Integer.valueOf(file.group(1)), text);
    }
  }
}

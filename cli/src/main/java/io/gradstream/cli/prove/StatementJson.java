package io.gradstream.cli.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.topics.OffsetRange;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A {@link Statement} as an attestation of the <a
 * href="https://github.com/in-toto/attestation">in-toto framework</a>: a statement of version 1,
 * whose subject is the snapshot and whose predicate is of a type of our own. Not signed: whatever
 * signs such statements (DSSE) signs this one.
 */
final class StatementJson {

  private static final String TYPE = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://gradstream.io/attestation/learned/v1";
  private static final String BASE = "nothing"; // what the version was learned on from
  private static final int HIGHEST = 20; // of the levels of a tree over offsets

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StatementJson() {}

  static String write(Statement statement) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_type", TYPE);
    ObjectNode subject = json.putArray("subject").addObject();
    subject.put("name", name(statement));
    subject.putObject("digest").put("sha256", statement.sha256());
    json.put("predicateType", PREDICATE);
    ObjectNode predicate = json.putObject("predicate");
    predicate
        .put("learner", statement.learner())
        .put("key", statement.key())
        .put("version", statement.version().toString())
        .put("code", statement.code())
        .put("base", BASE);
    ObjectNode spec = predicate.putObject("spec");
    spec.put("name", statement.spec().name()).put("text", statement.spec().text());
    ObjectNode files = spec.putObject("files");
    new TreeMap<>(statement.spec().files()).forEach(files::put);
    ArrayNode orders = predicate.putArray("orders");
    statement.orders().forEach(order -> orders.add(json(order)));
    ArrayNode partitions = predicate.putArray("partitions");
    statement.partitions().forEach(partition -> partitions.add(json(partition)));
    return json.toPrettyString();
  }

  private static String name(Statement statement) {
    String model = statement.key().isEmpty() ? "" : "/" + statement.key();
    return statement.learner() + model + "@" + statement.version();
  }

  private static ObjectNode json(PlacedCommand order) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("order", kind(order))
        .put("at", order.at())
        .put("record", Base64.getEncoder().encodeToString(new ControlRecordCodec().encode(order)));
  }

  private static String kind(PlacedCommand order) {
    return order.command().getClass().getSimpleName();
  }

  private static ObjectNode json(LearnedPartition partition) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("topic", partition.of().topic())
            .put("partition", partition.of().partition())
            .put("from", partition.range().from())
            .put("to", partition.range().to())
            .put("records", partition.records())
            .put("level", partition.level());
    ObjectNode digests = json.putObject("digests");
    partition
        .digests()
        .forEach((first, of) -> digests.put(Long.toString(first), HexFormat.of().formatHex(of)));
    return json;
  }

  /**
   * @param file what it is called
   * @throws InvalidDataException when it is no statement of this kind
   */
  static Statement read(byte[] bytes, String file) {
    try {
      return read(new Required(JSON.readTree(bytes)));
    } catch (JsonProcessingException e) {
      throw no(file, "it is no JSON: " + e.getOriginalMessage());
    } catch (IOException
        | IllegalArgumentException
        | ArithmeticException
        | MalformedRecordException e) {
      throw no(file, e.getMessage());
    }
  }

  private static InvalidDataException no(String file, String why) {
    return new InvalidDataException(
        "%s is no statement of gradstream prove: %s".formatted(file, why));
  }

  private static Statement read(Required json) {
    json.require("_type", TYPE);
    json.require("predicateType", PREDICATE);
    Required predicate = json.object("predicate");
    predicate.require("base", BASE);
    Required spec = predicate.object("spec");
    TreeMap<String, String> files = new TreeMap<>();
    spec.object("files").texts().forEach(files::put);
    Required subject = json.only("subject");
    Statement statement =
        new Statement(
            predicate.text("learner"),
            predicate.text("key"),
            Version.parse(predicate.text("version")),
            subject.object("digest").text("sha256"),
            predicate.text("code"),
            new SpecBundle(spec.text("name"), spec.text("text"), files),
            predicate.list("orders").stream().map(StatementJson::order).toList(),
            predicate.list("partitions").stream().map(StatementJson::partition).toList());
    subject.require("name", name(statement));
    requireDifferent(statement.partitions());
    return statement;
  }

  private static void requireDifferent(List<LearnedPartition> partitions) {
    long different = partitions.stream().map(LearnedPartition::of).distinct().count();
    if (different < partitions.size()) {
      throw new IllegalArgumentException("a partition stands twice in 'partitions'");
    }
  }

  private static PlacedCommand order(Required json) {
    byte[] record = Base64.getDecoder().decode(json.text("record"));
    if (new ControlRecordCodec().decode(record) instanceof PlacedCommand placed) {
      json.require("order", kind(placed));
      if (json.get("at").asLong() != placed.at()) {
        throw new IllegalArgumentException("'at' is not what the order's record says");
      }
      return placed;
    }
    throw new IllegalArgumentException("a record of 'orders' is no order that has a position");
  }

  private static LearnedPartition partition(Required json) {
    SortedMap<Long, byte[]> digests = new TreeMap<>();
    json.object("digests")
        .texts()
        .forEach((first, of) -> digests.put(Long.valueOf(first), HexFormat.of().parseHex(of)));
    long level = json.number("level");
    if (level > HIGHEST) {
      throw new IllegalArgumentException("level must be at most %d: %d".formatted(HIGHEST, level));
    }
    return new LearnedPartition(
        new TopicPartition(json.text("topic"), Math.toIntExact(json.number("partition"))),
        new OffsetRange(json.number("from"), json.number("to")),
        json.number("records"),
        (int) level,
        digests);
  }

  /** A JSON object that must have what it is asked for. */
  private record Required(JsonNode node) {

    Required {
      if (!node.isObject()) {
        throw new IllegalArgumentException(
            "an object must stand where there is something else: " + node.getNodeType());
      }
    }

    private JsonNode get(String name) {
      JsonNode value = node.get(name);
      if (value == null) {
        throw new IllegalArgumentException("'%s' is missing".formatted(name));
      }
      return value;
    }

    String text(String name) {
      JsonNode value = get(name);
      if (!value.isTextual()) {
        throw new IllegalArgumentException("'%s' must be a text: %s".formatted(name, value));
      }
      return value.textValue();
    }

    void require(String name, String text) {
      if (!text(name).equals(text)) {
        throw new IllegalArgumentException("'%s' must be %s: %s".formatted(name, text, text(name)));
      }
    }

    long number(String name) {
      JsonNode value = get(name);
      if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
        throw new IllegalArgumentException(
            "'%s' must be a whole number from 0 on: %s".formatted(name, value));
      }
      return value.longValue();
    }

    Required object(String name) {
      return new Required(get(name));
    }

    List<Required> list(String name) {
      JsonNode value = get(name);
      if (!value.isArray()) {
        throw new IllegalArgumentException("'%s' must be a list: %s".formatted(name, value));
      }
      List<Required> objects = new ArrayList<>();
      value.forEach(of -> objects.add(new Required(of)));
      return objects;
    }

    Required only(String name) {
      List<Required> all = list(name);
      if (all.size() != 1) {
        throw new IllegalArgumentException(
            "'%s' must hold one object: %d".formatted(name, all.size()));
      }
      return all.get(0);
    }

    SortedMap<String, String> texts() {
      SortedMap<String, String> texts = new TreeMap<>();
      node.fieldNames().forEachRemaining(name -> texts.put(name, text(name)));
      return texts;
    }
  }
}

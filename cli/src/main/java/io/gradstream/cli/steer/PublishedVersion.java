package io.gradstream.cli.steer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessage.Reference;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A version as the models topic tells of it, without its model.
 *
 * @param at when it was published, by the broker's clock
 * @param bytes of the snapshot
 * @param file name of the file that holds it, where it is too large for the topic
 */
record PublishedVersion(
    String key, Version version, Lineage lineage, Instant at, long bytes, Optional<String> file) {

  static final String HEAD =
      words("%-16s %-24s %-16s %14s %12s  ", "version", "published", "key", "examples", "bytes")
          + "learned through";

  static PublishedVersion of(SnapshotMessage message, Instant at) {
    boolean isFile = message.content() instanceof Reference;
    long bytes =
        isFile
            ? ((Reference) message.content()).length()
            : ((Inline) message.content()).bytes().length;
    return new PublishedVersion(
        message.key(),
        message.version(),
        message.lineage(),
        at,
        bytes,
        isFile ? Optional.of(((Reference) message.content()).uri()) : Optional.empty());
  }

  /** In one line, below {@link #HEAD}. */
  String toLine() {
    return words(
        "%-16s %-24s %-16s %,14d %,12d  %s%s",
        version,
        at,
        key.isEmpty() ? "-" : key,
        lineage.examples(),
        bytes,
        through(),
        lineage.source().map(of -> "; went back to " + of).orElse(""));
  }

  /** In lines. */
  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add("published        " + at);
    if (!key.isEmpty()) {
      lines.add("key              " + key);
    }
    lines.add(
        words("examples         %,d learned, %,d left out", lineage.examples(), lineage.skipped()));
    lines.add("learned through  " + through());
    for (PartitionProgress of : lineage.partitions()) {
      lines.add("                 %s: offset %d".formatted(partition(of), of.highestLearned()));
    }
    lineage.source().ifPresent(of -> lines.add("went back to     " + of));
    lines.add(
        words("bytes            %,d, %s", bytes, file.map("file "::concat).orElse("on the topic")));
    return lines;
  }

  static String partition(PartitionProgress of) {
    return of.topic() + "-" + of.partition();
  }

  String through() {
    return lineage
        .learnedThrough()
        .map(
            of ->
                "%s (%s-%d, offset %d)"
                    .formatted(
                        Instant.ofEpochMilli(of.time()), of.topic(), of.partition(), of.offset()))
        .orElse("nothing");
  }

  /** As JSON, in a line. */
  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", version.toString())
            .put("key", key)
            .put("published", at.toString())
            .put("examples", lineage.examples())
            .put("skipped", lineage.skipped())
            .put("bytes", bytes);
    file.ifPresent(of -> json.put("file", of));
    lineage.source().ifPresent(of -> json.put("source", of.toString()));
    lineage.learnedThrough().ifPresent(of -> json.set("learned_through", json(of)));
    ArrayNode partitions = json.putArray("partitions");
    for (PartitionProgress of : lineage.partitions()) {
      partitions
          .addObject()
          .put("topic", of.topic())
          .put("partition", of.partition())
          .put("highest", of.highestLearned());
    }
    return json;
  }

  private static ObjectNode json(Position position) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", Instant.ofEpochMilli(position.time()).toString())
        .put("topic", position.topic())
        .put("partition", position.partition())
        .put("offset", position.offset());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

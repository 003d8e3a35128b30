package io.gradstream.serving.learn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.event.Decoded;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What a caller is told of his records. */
record Told(ObjectNode body) {

  /**
   * Says of records what became of them.
   *
   * @return how many are not stored, by what is said
   */
  int records(String kind, List<Sent> records) {
    int missing = 0;
    if (!records.isEmpty()) {
      ArrayNode told = body.putArray(kind);
      for (Sent record : records) {
        missing += put(record, told.addObject()) == Fate.STORED ? 0 : 1;
      }
    }
    return missing;
  }

  /** What becomes of it at this moment is not told: it is asked once. */
  private static Fate put(Sent record, ObjectNode into) {
    Fate fate = record.fate();
    into.put("state", fate.label()).put("topic", record.record().topic());
    if (fate == Fate.STORED) {
      RecordMetadata place = record.place();
      into.put("partition", place.partition());
      if (place.hasOffset()) { // a batch that was sent twice may have lost it
        into.put("offset", place.offset());
      }
    } else {
      record.reason().ifPresent(reason -> into.put("reason", reason));
    }
    put("set_aside", record.made().setAside().stream().map(Decoded.Bad::message).toList(), into);
    return fate;
  }

  private static void put(String name, List<String> sentences, ObjectNode into) {
    if (!sentences.isEmpty()) {
      sentences.forEach(into.putArray(name)::add);
    }
  }

  /** What is to be said of the whole, if anything. */
  void all(String name, List<String> sentences) {
    put(name, sentences, body);
  }

  /** What a model has learned through that has learned all of it, as questions demand it. */
  void through(List<Sent> records) {
    Map<String, Long> highest = new TreeMap<>();
    for (Sent record : records) {
      RecordMetadata place = record.place();
      if (record.made().teaches() && place.hasOffset()) {
        highest.merge(place.topic() + "-" + place.partition(), place.offset(), Math::max);
      }
    }
    if (!highest.isEmpty()) {
      body.put(
          "min_offset",
          highest.entrySet().stream()
              .map(one -> one.getKey() + ":" + one.getValue())
              .collect(Collectors.joining(",")));
    }
  }
}

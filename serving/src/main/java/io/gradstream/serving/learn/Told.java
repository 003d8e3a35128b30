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

  void records(String kind, List<Sent> records) {
    if (records.isEmpty()) {
      return;
    }
    ArrayNode told = body.putArray(kind);
    for (Sent record : records) {
      put(record, told.addObject());
    }
  }

  private static void put(Sent record, ObjectNode into) {
    into.put("state", record.fate().label()).put("topic", record.record().topic());
    RecordMetadata place = record.place();
    if (place != null) {
      into.put("partition", place.partition());
      if (place.hasOffset()) { // a batch that was sent twice may have lost it
        into.put("offset", place.offset());
      }
    }
    record.reason().ifPresent(reason -> into.put("reason", reason));
    put("set_aside", record.made().setAside().stream().map(Decoded.Bad::message).toList(), into);
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

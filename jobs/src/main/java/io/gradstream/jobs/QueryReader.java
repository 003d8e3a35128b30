package io.gradstream.jobs;

import io.gradstream.features.decode.RegistryUnavailableException;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.QueryRecord.Asked;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.DeadLetter;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes a Kafka record a question, by the rules of events. One that is none becomes the reply that
 * says so, and no dead letter: its sender has the bytes, and is there to be told. For one thread.
 */
final class QueryReader {

  private final RecordReader reader;
  private final ReplyTopics replies;

  QueryReader(LearnerSpec spec, ReplyTopics replies, Registries registries) {
    UserTopic queries = UserTopic.queries(spec).orElseThrow();
    reader = new RecordReader(spec.name(), queries, spec.limits().recordBytes(), registries);
    this.replies = replies;
  }

  QueryRecord read(ConsumerRecord<byte[], byte[]> record) {
    ReplyTopics.Address address = replies.of(record.headers());
    if (address.fault().isPresent()) {
      return Reply.refusal(address.to(), Status.BAD_ADDRESS, address.fault().get());
    }
    try {
      return read(reader.read(record), address.to());
    } catch (RegistryUnavailableException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // the job ends
      }
      return Reply.refusal(address.to(), Status.REGISTRY_AWAY, e.getMessage());
    }
  }

  private static QueryRecord read(SourceRecord read, ReplyTo to) {
    if (read instanceof Usable usable) {
      return new Asked(usable.event(), setAside(usable.setAside()), usable.position(), to);
    }
    return read instanceof Unusable unusable
        ? Reply.refusal(to, Status.UNREADABLE, inWords(unusable.letter()))
        : Reply.refusal(to, Status.UNREADABLE, "a query must be an event: no value, or a deletion");
  }

  private static String inWords(DeadLetter letter) {
    return "%s: %s".formatted(letter.reason(), letter.message());
  }

  /** As the query service tells it. */
  private static String setAside(List<Decoded.Bad> values) {
    return values.isEmpty()
        ? ""
        : values.stream()
            .map(Decoded.Bad::message)
            .collect(Collectors.joining("; ", "answered without: ", ""));
  }
}

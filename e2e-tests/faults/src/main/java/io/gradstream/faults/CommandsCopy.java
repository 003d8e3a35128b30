package io.gradstream.faults;

import io.gradstream.local.LocalBroker;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlRecord;
import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Gives a learner that has never run the commands of another, with their positions. */
final class CommandsCopy {

  private CommandsCopy() {}

  static void copy(LocalBroker broker, String from, String to) {
    List<TopicLog.Entry> records = new ArrayList<>();
    try (TopicLog log = new TopicLog(broker.address(), true, Topics.of(from).control())) {
      log.read(records::add);
    }
    String topic = Topics.of(to).control();
    broker.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      records.forEach(
          entry -> producer.send(new ProducerRecord<>(topic, entry.key(), named(entry, to))));
      producer.flush();
    }
  }

  /** A model that an order goes back to is the other learner's too. */
  private static byte[] named(TopicLog.Entry entry, String learner) {
    ControlRecordCodec codec = new ControlRecordCodec();
    ControlRecord record = codec.decode(entry.value());
    if (record instanceof RollBack back) {
      return codec.encode(named(back, learner));
    }
    if (record instanceof PlacedCommand placed && placed.command() instanceof RollBack back) {
      return codec.encode(new PlacedCommand(named(back, learner), placed.at(), placed.branch()));
    }
    return entry.value();
  }

  private static RollBack named(RollBack back, String learner) {
    ModelSnapshot snapshot = SnapshotCodec.decode(((Inline) back.content()).bytes());
    ModelSpec spec = snapshot.spec();
    ModelSpec named =
        new ModelSpec(
            learner,
            spec.seed(),
            spec.events(),
            spec.keyField(),
            spec.features(),
            spec.target(),
            spec.layers(),
            spec.pool());
    return back.with(
        new Inline(
            SnapshotCodec.encode(
                new ModelSnapshot(
                    named,
                    snapshot.key(),
                    snapshot.version(),
                    snapshot.lineage(),
                    snapshot.statistics(),
                    snapshot.categories(),
                    snapshot.targets(),
                    snapshot.weights(),
                    snapshot.pool(),
                    snapshot.classes()))));
  }
}

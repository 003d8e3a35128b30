package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.pipeline.LearnerPipeline;
import io.gradstream.operators.record.Reply;
import io.gradstream.schemas.Topics;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where a learner's outputs go. Predictions go out at once and at least once, or, with {@code
 * publish.exactlyOnce}, in transactions that end with a checkpoint. Snapshots and reports may come
 * twice: same version, same bytes, and a report stands for all before it. So may replies, which
 * wait for no checkpoint: whoever asked has taken the first.
 */
final class KafkaOutputs {

  private final LearnerSpec spec;
  private final KafkaClients clients;
  private final JobTopics limits;
  private final Topics topics;
  private final OwnForms forms;

  KafkaOutputs(LearnerSpec spec, JobOptions options, OwnForms forms) {
    this.spec = spec;
    this.forms = forms;
    clients = new KafkaClients(options);
    limits = new JobTopics(spec, options);
    topics = Topics.of(spec.name());
  }

  void write(LearnerPipeline.Outputs outputs) {
    if (spec.publish().predictions()) {
      write(
          outputs.predictions(),
          "predictions",
          TopicWriter.predictions(topics.predictions(), spec.source(), forms.predictions()),
          spec.publish().exactlyOnce()
              ? DeliveryGuarantee.EXACTLY_ONCE
              : DeliveryGuarantee.AT_LEAST_ONCE,
          KafkaClients.USUAL_REQUEST_BYTES);
    }
    write(
        outputs.snapshots(),
        "models",
        TopicWriter.snapshots(topics.models()),
        DeliveryGuarantee.AT_LEAST_ONCE,
        limits.largestSnapshot());
    write(
        outputs.deadLetters(),
        "dead letters",
        TopicWriter.deadLetters(topics.deadLetters(), forms.deadLetters()),
        DeliveryGuarantee.AT_LEAST_ONCE,
        limits.largestDeadLetter());
    write(
        outputs.metrics(),
        "metrics",
        TopicWriter.metrics(topics.metrics(), forms.metrics()),
        DeliveryGuarantee.AT_LEAST_ONCE,
        KafkaClients.USUAL_REQUEST_BYTES);
    outputs.replies().ifPresent(this::writeReplies);
  }

  private void writeReplies(DataStream<Reply> replies) {
    KafkaSink<Reply> sink =
        KafkaSink.<Reply>builder()
            .setKafkaProducerConfig(clients.producer(KafkaClients.USUAL_REQUEST_BYTES))
            .setBootstrapServers(clients.brokers())
            .setRecordSerializer(new ReplyWriter(spec.source(), forms.predictions()))
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .build();
    replies.sinkTo(new StatelessSink<>(sink)).name("replies").uid("replies");
  }

  private <T> void write(
      DataStream<T> stream,
      String name,
      TopicWriter<T> records,
      DeliveryGuarantee guarantee,
      int largestRecord) {
    KafkaSink<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(clients.producer(largestRecord))
            .setBootstrapServers(clients.brokers())
            .setRecordSerializer(records)
            .setDeliveryGuarantee(guarantee)
            .setTransactionalIdPrefix(spec.name() + "." + name)
            .build();
    stream.sinkTo(sink).name(name).uid(name);
  }
}

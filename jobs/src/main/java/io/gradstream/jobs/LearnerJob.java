package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.operators.control.Run;
import io.gradstream.operators.learn.PipelineOptions;
import io.gradstream.operators.pipeline.LearnerPipeline;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One learner as a Flink job: reads the user's topics, answers, learns and publishes. Run with the
 * options of {@link JobOptions}; the job's name is the learner's.
 */
public final class LearnerJob {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerJob.class);

  /** A file not on the topic may be one that a job that ends just now has yet to announce. */
  private static final Duration FILE_GRACE = Duration.ofHours(1);

  private LearnerJob() {}

  public static void main(String[] arguments) throws Exception {
    JobOptions options = JobOptions.parse(arguments);
    LearnerSpec spec = SpecReader.read(options.bundle());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.of(options));
    options.parallelism().ifPresent(env::setParallelism);
    wire(env, spec, options, Kafka.prepare(spec, options));
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(spec.name());
    BufferTimeouts.letReportsWait(graph);
    env.execute(graph);
  }

  /**
   * What a deploy finds on Kafka.
   *
   * @param partitions of the topics of events and labels
   * @param starts where they are read from without state
   * @param queries where the learner is asked over Kafka
   * @param controlEnd where the control topic ends
   * @param run this deploy
   * @param isAnyModelLost whether a model that was published may be there no longer
   * @param forms of the topics that others read too
   */
  record Kafka(
      Map<String, Integer> partitions,
      StartOffsets starts,
      Optional<QueryTopics> queries,
      long controlEnd,
      Run run,
      boolean isAnyModelLost,
      OwnForms forms) {

    private static boolean isWhole(SnapshotMessage message, SnapshotFiles files) {
      try {
        return SnapshotCodec.decode(files.load(message.content()))
            .version()
            .equals(message.version());
      } catch (CorruptSnapshotException e) {
        LOG.warn("Left out a snapshot that is damaged or gone: version {}", message.version());
        return false;
      }
    }

    private static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Place on the control topic from which on the positions of commands count. */
    long firstPlace(Commands commands) {
      return switch (commands) {
        case NOW -> controlEnd;
        case ALL -> 0;
      };
    }

    /** Makes what is missing and reads what is there. */
    static Kafka prepare(LearnerSpec spec, JobOptions options)
        throws InterruptedException, ExecutionException {
      KafkaClients clients = new KafkaClients(options);
      clients
          .door()
          .await(options.awaitKafka(), reason -> LOG.warn("Waiting for Kafka: {}", reason));
      OwnForms forms = OwnForms.prepare(spec, JobRegistries.of(options));
      JobTopics topics = new JobTopics(spec, options);
      Topics own = Topics.of(spec.name());
      try (Admin admin = clients.admin();
          Consumer<byte[], byte[]> consumer = clients.consumer()) {
        topics.prepare(admin);
        SnapshotFiles files =
            SnapshotFiles.of(
                options.snapshots(), spec.name(), spec.publish().inlineSnapshotBytes());
        ModelsTopic models =
            ModelsTopic.read(consumer, own.models(), message -> isWhole(message, files));
        Run run = RunNumbers.draw(clients, consumer, spec.name(), models.generation());
        LOG.info(
            "This is run {} of learner '{}'; without state its models are of that generation.",
            run.number(),
            spec.name());
        int collected = files.collect(models.files(), FILE_GRACE);
        LOG.info("Collected {} snapshot files that no record refers to.", collected);
        Map<String, Integer> partitions = topics.partitions(admin);
        return new Kafka(
            partitions,
            StartOffsets.of(spec.events().from(), partitions, admin),
            topics.queries(admin),
            end(consumer, new TopicPartition(own.control(), 0)),
            run,
            models.keys() == 0 || !models.files().stream().allMatch(files::has),
            forms);
      }
    }
  }

  private static void wire(
      StreamExecutionEnvironment env, LearnerSpec spec, JobOptions options, Kafka kafka) {
    KafkaInputs inputs =
        new KafkaInputs(env, spec, options, kafka.partitions(), kafka.starts(), kafka.queries());
    LearnerPipeline.Outputs outputs =
        LearnerPipeline.wire(
            spec,
            inputs.events(),
            inputs.labels(),
            inputs.control(kafka.controlEnd()),
            inputs.queries(),
            new PipelineOptions(
                kafka.run(),
                KafkaRunLog.factory(
                    new KafkaClients(options), kafka.firstPlace(options.commands())),
                kafka.isAnyModelLost(),
                options.snapshots().toString(),
                options.residents(),
                options
                    .quietUntil()
                    .map(Instant::toEpochMilli)
                    .orElse(PipelineOptions.NOTHING_BEFORE),
                options.warmStart()),
            inputs.logs());
    new KafkaOutputs(spec, options, kafka.forms()).write(outputs);
  }
}

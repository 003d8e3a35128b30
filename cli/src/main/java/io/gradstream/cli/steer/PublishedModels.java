package io.gradstream.cli.steer;

import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.OwnTopic;
import io.gradstream.cli.topics.TopicRead;
import io.gradstream.cli.topics.WantedModel;
import io.gradstream.cli.topics.WantedModel.Found;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What a learner has published, read from its topics. */
public final class PublishedModels {

  /** How long before a version is published its scores may have been reported last. */
  private static final Duration REPORTED_BEFORE = Duration.ofMinutes(10);

  private final String learner;
  private final KafkaOptions kafka;

  /**
   * @throws IllegalStateException when there is no such learner, with those there are
   */
  public PublishedModels(String learner, KafkaOptions kafka)
      throws IOException, InterruptedException {
    this.learner = learner;
    this.kafka = kafka;
    kafka.requireOwn(learner, OwnTopic.MODELS.of(learner));
  }

  /**
   * A model.
   *
   * @param key null for the only one there is
   * @param version empty: the newest
   * @throws IllegalStateException when there is none
   */
  public Found find(String key, Optional<Version> version) throws IOException {
    WantedModel wanted = new WantedModel(learner, key, version);
    read(wanted::take);
    return wanted.found();
  }

  /** The versions published last, of any key where that is null. */
  VersionList list(String key, int most) throws IOException {
    VersionList versions = new VersionList(key, most);
    read(versions::take);
    return versions;
  }

  /** How the scores of a model changed from a version to another. */
  List<ScoreChange> scores(Found before, Found now) throws IOException {
    ScoreChange.Reports reports =
        new ScoreChange.Reports(
            before.message().key(), before.message().version(), now.message().version());
    Instant first = before.at().isBefore(now.at()) ? before.at() : now.at();
    try (TopicRead read =
        new TopicRead(
            kafka.consumer(),
            List.of(OwnTopic.METRICS.of(learner)),
            first.minus(REPORTED_BEFORE))) {
      read.toEnd(reports::take);
    }
    return reports.changes();
  }

  /** Who learns beside the learner's only model, if it has reported in the last minutes. */
  Optional<Candidates> candidates() throws IOException {
    LastReport last = new LastReport();
    try (TopicRead read =
        new TopicRead(
            kafka.consumer(),
            List.of(OwnTopic.METRICS.of(learner)),
            Instant.now().minus(REPORTED_BEFORE))) {
      read.toEnd(last::take);
    }
    return last.report.map(MetricReport::measures).map(Candidates::new);
  }

  private static final class LastReport {

    private final MetricReportCodec codec = new MetricReportCodec();
    private Optional<MetricReport> report = Optional.empty();

    boolean take(ConsumerRecord<byte[], byte[]> record) {
      try {
        Optional.of(codec.decode(record.value()))
            .filter(of -> of.version().isPresent() && of.key().isEmpty())
            .ifPresent(of -> report = Optional.of(of));
      } catch (MalformedRecordException e) {
        return true; // someone else's junk
      }
      return true;
    }
  }

  /**
   * A version as a command line names it.
   *
   * @throws ParameterException when it is none
   */
  public static Version version(String text, CommandLine command) {
    try {
      return Version.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command, "a version is GENERATION.STEP, for instance 3.1200: " + text, e);
    }
  }

  private void read(Predicate<ConsumerRecord<byte[], byte[]>> taking) throws IOException {
    try (TopicRead read =
        new TopicRead(
            kafka.consumer(), List.of(OwnTopic.MODELS.of(learner)), TopicRead.From.BEGINNING)) {
      read.toEnd(taking);
    }
  }
}

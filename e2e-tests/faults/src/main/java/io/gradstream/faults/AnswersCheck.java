package io.gradstream.faults;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every answer that was ever given, and holds it to the published model of the version it
 * names; versions that were not published cannot be asked. Goes through the topics several times,
 * for some of the keys each time, so that memory is bounded. For one thread.
 */
final class AnswersCheck {

  private static final long AT_ONCE = 50_000; // answers, about: a key's are not parted
  private static final int SHOWN = 5; // differences

  private final LearnerSpec spec;
  private final String brokers;
  private final PublishedModels models;
  private final PredictionCodec codec = new PredictionCodec();
  private final int keyField;
  private final int idField;

  private AnswersCheck(LearnerSpec spec, String brokers, PublishedModels models) {
    this.spec = spec;
    this.brokers = brokers;
    this.models = models;
    keyField = spec.model().events().indexOf(spec.model().keyField().orElseThrow());
    idField = spec.model().events().indexOf(spec.events().id().orElseThrow());
  }

  /**
   * What was found.
   *
   * @param compared answers of versions that were published
   * @param different answers that are not what their version's snapshot says, or that their version
   *     had given otherwise before
   * @param findings the first few of them
   */
  record Result(long compared, long different, List<String> findings) {}

  static Result of(LearnerSpec spec, String brokers, PublishedModels models) {
    AnswersCheck check = new AnswersCheck(spec, brokers, models);
    int passes = (int) (check.answers() / AT_ONCE) + 1;
    long compared = 0;
    long different = 0;
    List<String> findings = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      GivenAnswers answers = check.read(pass, passes);
      compared += answers.compared();
      different += answers.differences().size();
      answers.differences().stream().limit(SHOWN - findings.size()).forEach(findings::add);
    }
    return new Result(compared, different, List.copyOf(findings));
  }

  private TopicLog predictions() {
    return new TopicLog(
        brokers, spec.publish().exactlyOnce(), Topics.of(spec.name()).predictions());
  }

  private long answers() {
    try (TopicLog log = predictions()) {
      return log.ends().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The answers of some of the keys, held to their models. */
  private GivenAnswers read(int pass, int passes) {
    GivenAnswers answers = new GivenAnswers();
    try (TopicLog log = predictions()) {
      log.read(
          entry -> {
            Prediction answer = codec.decode(entry.value());
            if (isIn(pass, passes, answer.key())) {
              answers.add(answer);
            }
          });
    }
    readEvents(pass, passes, answers);
    models.read(message -> ask(message, answers));
    return answers;
  }

  private static boolean isIn(int pass, int passes, String key) {
    return Math.floorMod(key.hashCode(), passes) == pass;
  }

  private void readEvents(int pass, int passes, GivenAnswers answers) {
    EventDecoder decoder =
        TopicRecords.decoder(
            spec.events().format(), spec.model().events(), spec.limits().recordBytes());
    try (TopicLog log = new TopicLog(brokers, false, spec.events().topic())) {
      log.read(
          entry -> {
            if (entry.mark().isEmpty()
                && decoder.decode(entry.value(), null) instanceof Decoded.Good good
                && isIn(pass, passes, good.event().text(keyField))) {
              answers.add(good.event().text(idField), good.event());
            }
          });
    }
  }

  /** One that was published before is the same: that is what {@link ModelsCheck} sees to. */
  private void ask(SnapshotMessage message, GivenAnswers answers) {
    String version = PublishedModels.name(message);
    if (answers.has(version)) {
      answers.ask(version, models.bytes(message));
    }
  }
}

package io.gradstream.faults;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads every answer that was ever given, and asks the published model of the version it names once
 * more: the numbers are the same, bit for bit. Versions that were not published cannot be asked;
 * what one version answered twice must be equal all the same. Goes through the topics several
 * times, some of the keys each time, so that memory is bounded. For one thread.
 */
final class AnswersCheck {

  private static final long AT_ONCE = 50_000; // answers, about: by key
  private static final int SHOWN = 5; // differences

  private final LearnerSpec spec;
  private final String brokers;
  private final PublishedModels models;
  private final int keyField;
  private final int idField;
  private final List<String> findings = new ArrayList<>();
  private long compared;
  private long different;

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
   * @param different answers that are not what their version's snapshot says, or that one version
   *     has given otherwise before
   * @param findings the first few of them
   */
  record Result(long compared, long different, List<String> findings) {}

  static Result of(LearnerSpec spec, String brokers, PublishedModels models) {
    AnswersCheck check = new AnswersCheck(spec, brokers, models);
    long passes = check.answers() / AT_ONCE + 1;
    for (int pass = 0; pass < passes; pass++) {
      check.new Pass(pass, (int) passes).compare();
    }
    return new Result(check.compared, check.different, List.copyOf(check.findings));
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

  /** Some of the keys. */
  private final class Pass {

    private final int pass;
    private final int passes;
    private final PredictionCodec codec = new PredictionCodec();
    private final Map<String, Map<String, float[]>> given = new HashMap<>(); // by version, by id
    private final Map<String, Event> events = new HashMap<>(); // by id

    Pass(int pass, int passes) {
      this.pass = pass;
      this.passes = passes;
    }

    void compare() {
      try (TopicLog log = predictions()) {
        log.read(entry -> add(codec.decode(entry.value())));
      }
      EventDecoder decoder =
          TopicRecords.decoder(
              spec.events().format(), spec.model().events(), spec.limits().recordBytes());
      try (TopicLog log = new TopicLog(brokers, false, spec.events().topic())) {
        log.read(entry -> add(decoder, entry));
      }
      models.read(this::ask);
    }

    private boolean isOurs(String key) {
      return Math.floorMod(key.hashCode(), passes) == pass;
    }

    private void add(Prediction answer) {
      if (isOurs(answer.key())) {
        String version = answer.key() + " " + answer.version();
        float[] before =
            given
                .computeIfAbsent(version, name -> new HashMap<>())
                .putIfAbsent(answer.id(), answer.output());
        if (before != null) {
          require(before, answer.output(), "%s said of %s".formatted(version, answer.id()));
        }
      }
    }

    private void add(EventDecoder decoder, TopicLog.Entry entry) {
      if (entry.mark().isEmpty()
          && decoder.decode(entry.value(), null) instanceof Decoded.Good good
          && isOurs(good.event().text(keyField))) {
        events.put(good.event().text(idField), good.event());
      }
    }

    private void ask(SnapshotMessage message) {
      String version = PublishedModels.name(message);
      Map<String, float[]> answers = given.get(version);
      if (answers != null) {
        models.bytes(message).ifPresent(bytes -> ask(version, bytes, answers));
        given.remove(version); // published again it is the same: ModelsCheck
      }
    }

    private void ask(String version, byte[] snapshot, Map<String, float[]> answers) {
      try (Model model = Model.of(SnapshotCodec.decode(snapshot))) {
        answers.forEach(
            (id, answer) -> {
              compared++;
              float[] said = model.predict(events.get(id));
              require(said, answer, "%s says of %s".formatted(version, id));
            });
      }
    }
  }

  private void require(float[] expected, float[] answer, String what) {
    if (!Arrays.equals(expected, answer)) {
      different++;
      if (findings.size() < SHOWN) {
        findings.add(
            "%s %s, the answer was %s"
                .formatted(what, Arrays.toString(expected), Arrays.toString(answer)));
      }
    }
  }
}

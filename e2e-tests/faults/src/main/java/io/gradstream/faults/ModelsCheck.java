package io.gradstream.faults;

import io.gradstream.faults.dump.Dump;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads all that was ever published on a models topic: the same version has the same bytes each
 * time, every one loads, and its lineage adds up. For one thread.
 */
final class ModelsCheck {

  private final LearnerSpec spec;
  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
  private final Map<String, String> digests = new HashMap<>(); // by key and version
  private final List<String> findings = new ArrayList<>();
  private long again;

  private ModelsCheck(LearnerSpec spec) {
    this.spec = spec;
  }

  /**
   * What was found.
   *
   * @param versions different ones
   * @param again records of a version that had been published before
   * @param findings what is wrong; empty when all is well
   */
  record Result(long versions, long again, List<String> findings) {}

  static Result of(LearnerSpec spec, String brokers) {
    ModelsCheck check = new ModelsCheck(spec);
    try (TopicLog log = new TopicLog(brokers, false, Topics.of(spec.name()).models())) {
      log.read(check::add);
    }
    return new Result(check.digests.size(), check.again, List.copyOf(check.findings));
  }

  private void add(TopicLog.Entry entry) {
    SnapshotMessage message = codec.decode(entry.value());
    String name = message.key() + " " + message.version();
    byte[] bytes = ((Inline) message.content()).bytes();
    String digest = Dump.digest(bytes);
    String before = digests.putIfAbsent(name, digest);
    if (before == null) {
      load(name, bytes);
      addUp(name, message);
    } else {
      again++;
      require(before.equals(digest), name + " has other bytes than before");
    }
  }

  private void load(String name, byte[] bytes) {
    try (Model model = Model.of(SnapshotCodec.decode(bytes))) {
      require(model.key().equals(name.split(" ")[0]), name + " holds the model of another key");
    }
  }

  /**
   * Each step learns a mini-batch, and nobody has paused. A pool learns one by one while its stream
   * is young, as those of a proof are.
   */
  private void addUp(String name, SnapshotMessage message) {
    Lineage lineage = message.lineage();
    int batch = spec.learn().practice().young() > 0 ? 1 : spec.learn().batch();
    long learned = message.version().step() * batch;
    require(
        lineage.examples() == learned,
        "%s has learned %d examples, not %d".formatted(name, lineage.examples(), learned));
    require(
        lineage.partitions().stream().allMatch(at -> at.highestLearned() >= 0),
        name + " names a partition of which it has learned nothing");
  }

  private void require(boolean holds, String finding) {
    if (!holds) {
      findings.add(finding);
    }
  }
}

package io.gradstream.faults;

import io.gradstream.faults.dump.Dump;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessage.Reference;
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
  private final PublishedModels models;
  private final Map<String, String> digests = new HashMap<>(); // by key and version
  private final Map<String, String> newestGone = new HashMap<>(); // by key, of its last record
  private final List<String> findings = new ArrayList<>();
  private long again;

  private ModelsCheck(LearnerSpec spec, PublishedModels models) {
    this.spec = spec;
    this.models = models;
  }

  /**
   * What was found.
   *
   * @param versions different ones
   * @param again records of a version that had been published before
   * @param findings what is wrong; empty when all is well
   */
  record Result(long versions, long again, List<String> findings) {}

  static Result of(LearnerSpec spec, PublishedModels models) {
    ModelsCheck check = new ModelsCheck(spec, models);
    models.read(check::add);
    check.newestGone.values().forEach(name -> check.findings.add(name + ": its file is gone"));
    return new Result(check.digests.size(), check.again, List.copyOf(check.findings));
  }

  private void add(SnapshotMessage message) {
    String name = PublishedModels.name(message);
    String digest = digest(message.content());
    String before = digests.putIfAbsent(name, digest);
    if (before == null) {
      load(name, message);
      addUp(name, message);
    } else {
      again++;
      require(before.equals(digest), name + " has other bytes than before");
    }
  }

  private static String digest(SnapshotMessage.Content content) {
    if (content instanceof Reference file) {
      return "%d bytes, CRC-32C %x".formatted(file.length(), file.crc32c());
    }
    return Dump.digest(((Inline) content).bytes());
  }

  private void load(String name, SnapshotMessage message) {
    newestGone.remove(message.key());
    try {
      models
          .bytes(message)
          .ifPresentOrElse(bytes -> load(name, bytes), () -> newestGone.put(message.key(), name));
    } catch (CorruptSnapshotException e) {
      findings.add(name + ": " + e.getMessage());
    }
  }

  private void load(String name, byte[] bytes) {
    try (Model model = Model.of(SnapshotCodec.decode(bytes))) {
      require(model.key().equals(name.split(" ")[0]), name + " holds the model of another key");
    }
  }

  /**
   * Each step learns a mini-batch, and what a pause leaves out is no part of one: it is counted
   * apart. A pool learns one by one while its stream is young, as those of a proof are.
   */
  private void addUp(String name, SnapshotMessage message) {
    Lineage lineage = message.lineage();
    int batch = spec.learn().practice().young() > 0 ? 1 : spec.learn().batch();
    long learned = message.version().step() * batch;
    boolean wentBack = lineage.source().isPresent(); // a step that learned nothing, and undid some
    require(
        lineage.examples() == learned || wentBack && lineage.examples() < learned,
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

package io.gradstream.operators;

import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.record.Reply;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a pipeline has emitted. */
final class PipelineResults {

  final List<Prediction> predictions = new ArrayList<>();
  final List<SnapshotMessage> snapshots = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Reply> replies = new ArrayList<>();

  Map<String, ModelSnapshot> newestModels() {
    Map<String, SnapshotMessage> newest = new TreeMap<>();
    for (SnapshotMessage message : snapshots) {
      newest.merge(
          message.key(), message, (a, b) -> a.version().compareTo(b.version()) > 0 ? a : b);
    }
    Map<String, ModelSnapshot> models = new TreeMap<>();
    newest.forEach(
        (key, message) ->
            models.put(
                key, SnapshotCodec.decode(((SnapshotMessage.Inline) message.content()).bytes())));
    return models;
  }

  /** Of a learner of one model. */
  ModelSnapshot newestModel() {
    SnapshotMessage newest =
        snapshots.stream().max(Comparator.comparing(SnapshotMessage::version)).orElseThrow();
    return SnapshotCodec.decode(((SnapshotMessage.Inline) newest.content()).bytes());
  }

  /** Digest of each model's newest snapshot, by key and version. */
  Map<String, String> newest() {
    Map<String, SnapshotMessage> newest = new TreeMap<>();
    snapshots.forEach(
        message ->
            newest.merge(
                message.key(), message, (a, b) -> a.version().compareTo(b.version()) > 0 ? a : b));
    Map<String, String> digests = new TreeMap<>();
    newest.forEach(
        (key, message) ->
            digests.put(
                key + " " + message.version(),
                LearnerPipelineIT.digest(((SnapshotMessage.Inline) message.content()).bytes())));
    return digests;
  }
}

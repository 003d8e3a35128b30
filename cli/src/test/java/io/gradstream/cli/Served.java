package io.gradstream.cli;

import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.HttpEndpoint.Address;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import io.gradstream.serving.protocol.InferenceProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The query service over one model, which a file holds instead of a topic. */
public final class Served implements AutoCloseable {

  private final ModelStore store = new ModelStore(1 << 30);
  private final HttpEndpoint http;

  public Served(Path snapshotFile) throws IOException {
    ModelSnapshot snapshot = SnapshotFile.read(snapshotFile);
    LearnerModels models = store.follow(snapshot.spec().learner());
    models.put(ServedModel.of(snapshot, Instant.now()));
    models.caughtUp();
    store.caughtUp();
    Limits limits = Limits.DEFAULT;
    InferenceProtocol protocol =
        new InferenceProtocol(
            store, Clock.systemUTC(), limits.time(), "test", false, LearnDesk.off());
    Front front =
        new Front(new Address("127.0.0.1", 0), Optional.empty(), Optional.empty(), limits);
    Desk desk = front.desk();
    http = front.endpoint(desk, protocol);
    http.start();
  }

  public String url() {
    return http.url();
  }

  @Override
  public void close() {
    http.close();
    store.close();
  }
}

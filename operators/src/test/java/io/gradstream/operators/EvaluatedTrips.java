package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.EventWriters;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.workbench.evaluate.Evaluation;
import io.gradstream.workbench.evaluate.EvaluationOptions;
import io.gradstream.workbench.evaluate.EvaluationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trips as records of a job, and what {@code evaluate} made of the same trips in a file. */
record EvaluatedTrips(List<Usable> events, EvaluationReport report, ModelSnapshot model) {

  static EvaluatedTrips of(SpecBundle bundle, int count, Path folder) throws IOException {
    LearnerSpec spec = TestSpecs.read(bundle);
    Trips trips = new Trips(bundle, 1);
    List<Usable> events = IntStream.range(0, count).mapToObj(trips::event).toList();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Usable event : events) {
      lines.write(EventWriters.json().write(spec.model().events(), event.event()));
      lines.write('\n');
    }
    Path data = Files.write(folder.resolve("trips.jsonl"), lines.toByteArray());
    Path saved = folder.resolve("trips.grds");
    EvaluationOptions options =
        new EvaluationOptions(data, Long.MAX_VALUE, 1, Optional.empty(), Optional.of(saved));
    EvaluationReport report = Evaluation.run(spec, options, System::nanoTime);
    return new EvaluatedTrips(events, report, SnapshotCodec.decode(Files.readAllBytes(saved)));
  }

  /** All but what a run is called: generation and position. */
  void assertSameModel(ModelSnapshot other) {
    assertThat(other.weights()).isEqualTo(model.weights());
    assertThat(other.statistics()).isEqualTo(model.statistics());
    assertThat(other.categories()).usingRecursiveComparison().isEqualTo(model.categories());
    assertThat(other.pool()).isEqualTo(model.pool()).isNotEmpty();
    assertThat(other.version().step()).isEqualTo(model.version().step());
  }
}

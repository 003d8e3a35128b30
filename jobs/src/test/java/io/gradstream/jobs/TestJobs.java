package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.control.Run;
import io.gradstream.operators.learn.PipelineOptions;
import io.gradstream.operators.pipeline.LearnerPipeline;
import io.gradstream.schemas.RecordForm;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A job of {@link TestSpecs} that no broker has been asked about. */
final class TestJobs {

  private TestJobs() {}

  static StreamGraph graph(JobOptions options) {
    LearnerSpec spec = SpecReader.read(options.bundle());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.of(options));
    KafkaInputs inputs =
        new KafkaInputs(
            env,
            spec,
            options,
            Map.of("trips", 2, "arrivals", 2),
            StartOffsets.earliest(),
            queries(spec));
    LearnerPipeline.Outputs outputs =
        LearnerPipeline.wire(
            spec,
            inputs.events(),
            inputs.labels(),
            inputs.control(0),
            inputs.queries(),
            new PipelineOptions(
                Run.first(0),
                KafkaRunLog.factory(new KafkaClients(options), 0),
                false,
                options.snapshots().toString(),
                1,
                PipelineOptions.NOTHING_BEFORE,
                false),
            inputs.logs());
    RecordForm form = new RecordForm.SingleObject();
    new KafkaOutputs(spec, options, new OwnForms(form, form, form)).write(outputs);
    return env.getStreamGraph();
  }

  private static Optional<QueryTopics> queries(LearnerSpec spec) {
    return spec.queries()
        .map(
            queries ->
                new QueryTopics(
                    queries.topic(),
                    2,
                    StartOffsets.earliest(),
                    new ReplyTopics(queries.replies(), Map.of("trips.replies", 2))));
  }
}

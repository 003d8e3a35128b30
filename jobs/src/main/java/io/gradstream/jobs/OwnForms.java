package io.gradstream.jobs;

import io.gradstream.features.decode.RegistrySubjects;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.PredictionCodec.Answers;
import io.gradstream.schemas.RecordForm;
import io.gradstream.schemas.Topics;
import java.net.URI;

/**
 * The form of each topic that others read too. Where it names a schema's id, the schema has been
 * registered: after that the job needs the registry no more.
 */
record OwnForms(RecordForm predictions, RecordForm deadLetters, RecordForm metrics) {

  /**
   * Registers what is to be.
   *
   * @throws IllegalStateException when the registry refuses, or does not answer
   */
  static OwnForms prepare(LearnerSpec spec, JobRegistries registries) throws InterruptedException {
    if (spec.publish().form() instanceof PublishedForm.Framed framed) {
      return registered(
          Topics.of(spec.name()),
          spec.learn().alarms().isPresent() ? Answers.WATCHED : answers(spec.model().target()),
          new RegistrySubjects(URI.create(framed.registry().url()), registries.source()));
    }
    RecordForm form =
        spec.publish().form() instanceof PublishedForm.Json
            ? new RecordForm.Json()
            : new RecordForm.SingleObject();
    return new OwnForms(form, form, form);
  }

  private static OwnForms registered(Topics topics, Answers answers, RegistrySubjects registry)
      throws InterruptedException {
    return new OwnForms(
        framed(topics.predictions(), PredictionCodec.schema(answers), registry),
        framed(topics.deadLetters(), DeadLetterCodec.schema(), registry),
        framed(topics.metrics(), MetricReportCodec.schema(), registry));
  }

  private static Answers answers(Target target) {
    if (target.isNumber()) {
      return target.intervals().isPresent() ? Answers.BOUNDED : Answers.NUMBERS;
    }
    return target.isOpen() ? Answers.MET : Answers.LISTED;
  }

  private static RecordForm framed(String topic, String schema, RegistrySubjects registry)
      throws InterruptedException {
    return new RecordForm.Framed(registry.register(topic + "-value", schema));
  }
}

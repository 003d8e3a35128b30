package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.keys.SettingsKeys;
import io.gradstream.learning.spec.keys.SettingsKeys.DeclaredPublish;
import io.gradstream.learning.spec.keys.SettingsKeys.Form;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Section;
import java.util.Optional;

/** Reads {@code publish.format} and {@code publish.registry}. */
final class PublishForm {

  private final Section publish;
  private final Section events;
  private final Findings findings;

  PublishForm(Section publish, Section events, Findings findings) {
    this.publish = publish;
    this.events = events;
    this.findings = findings;
  }

  void check() {
    Optional<Form> form = SettingsKeys.FORM.of(publish);
    boolean isAvro = form.filter(Form.AVRO::equals).isPresent();
    if (isAvro && !publish.isWritten("registry") && registry().isEmpty()) {
      findings.add(
          publish.at("registry"),
          "must be given for publish.format avro",
          "absent",
          "Write the URL of a schema registry, here or as events.registry; or write format: json.");
    }
    boolean isOther = form.isPresent() || !publish.isWritten("format");
    if (!isAvro && isOther && publish.isWritten("registry")) {
      findings.add(
          publish.at("registry"),
          "must not be given: only `format: avro` registers schemas",
          publish.text("registry").orElse("?"),
          "Remove it, or write format: avro.");
    }
  }

  private Optional<String> registry() {
    return publish.text("registry").or(() -> events.text("registry")).filter(TopicFormat::isUrl);
  }

  /** Once everything is right. */
  PublishSpec read() {
    DeclaredPublish declared = SettingsKeys.PUBLISH.read(publish);
    PublishedForm form = declared.form().map(this::form).orElseGet(PublishedForm.SingleObject::new);
    return declared.with(form);
  }

  private PublishedForm form(Form form) {
    return switch (form) {
      case JSON -> new PublishedForm.Json();
      case AVRO ->
          new PublishedForm.Framed(
              new HttpRegistryAt(registry().orElseThrow().replaceAll("/+$", "")));
    };
  }
}

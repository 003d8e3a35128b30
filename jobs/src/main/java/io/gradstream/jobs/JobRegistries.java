package io.gradstream.jobs;

import io.gradstream.features.decode.HttpRegistry;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistryHost;
import io.gradstream.features.decode.RegistryPatience;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.operators.source.SourceRegistry;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Schema registries as the sources of a job ask them: waited for without end, with the login that
 * the job's file of secrets holds on each machine. Travels in the job graph, so it knows the file's
 * place and nothing that is in it.
 */
final class JobRegistries implements TopicRecords.Registries, Serializable {

  private static final long serialVersionUID = 1;

  private final String file; // empty: none

  private JobRegistries(String file) {
    this.file = file;
  }

  static JobRegistries of(JobOptions options) {
    return new JobRegistries(options.kafkaFile().map(given -> given.path().toString()).orElse(""));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the file says something of a registry that cannot be used
   */
  @Override
  public SchemaRegistry at(HttpRegistryAt place) {
    return at(place, RegistryPatience.ENDLESS, SourceRegistry.ofThisTask());
  }

  /** The same for records that are not to be waited for: they are told that it does not answer. */
  SchemaRegistry forAMoment(HttpRegistryAt place) {
    return at(place, RegistryPatience.TWO_SECONDS, RegistryHost.ofThread());
  }

  private SchemaRegistry at(HttpRegistryAt place, RegistryPatience patience, RegistryHost host) {
    requireUsable();
    return new HttpRegistry(
        URI.create(place.url()), this::access, patience, host, InstantSource.system());
  }

  /** How one comes to any of them. */
  RegistryAccess.Source source() {
    requireUsable();
    return this::access;
  }

  private void requireUsable() {
    try {
      access();
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "cannot read what --kafka-file says of the schema registry: " + e.getMessage(), e);
    }
  }

  /** Read anew for each question: a new login needs no restart. */
  private RegistryAccess access() throws IOException {
    return file.isEmpty() ? RegistryAccess.OPEN : new KafkaFile(Path.of(file)).registry();
  }
}

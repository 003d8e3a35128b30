package io.gradstream.serving;

import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a query service needs to know, checked.
 *
 * @param brokers Kafka's bootstrap servers, {@code HOST:PORT,...}
 * @param learners whose models to serve; empty for every models topic there is
 * @param host what to listen on
 * @param port 0 lets the system choose
 * @param snapshots folder of snapshots too large for a record, a folder for each learner in it
 * @param modelCacheBytes most memory of one learner's models
 * @param kafka further properties of the Kafka consumer
 * @param tls absent: plain HTTP
 * @param tokens a file of who may do what; absent: open to everyone
 */
public record ServingOptions(
    String brokers,
    List<String> learners,
    String host,
    int port,
    Optional<Path> snapshots,
    long modelCacheBytes,
    Map<String, String> kafka,
    Optional<TlsFiles> tls,
    Optional<Path> tokens,
    Limits limits) {

  /** Default of {@code --host}. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Default of {@code --port}. */
  public static final int DEFAULT_PORT = 8080;

  /** Default of {@code --model-cache-bytes}: 256 MiB. */
  public static final long DEFAULT_MODEL_CACHE_BYTES = 256L << 20;

  private static final Pattern BROKERS =
      Pattern.compile("[^\\s,:][^\\s,]*:\\d{1,5}(,[^\\s,:][^\\s,]*:\\d{1,5})*");

  public ServingOptions {
    if (!BROKERS.matcher(brokers).matches()) {
      throw new IllegalArgumentException("--brokers must be HOST:PORT[,HOST:PORT...]: " + brokers);
    }
    learners = List.copyOf(learners);
    kafka = Map.copyOf(kafka);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be in 0..65535: " + port);
    }
    if (modelCacheBytes < 1) {
      throw new IllegalArgumentException("--model-cache-bytes must be > 0: " + modelCacheBytes);
    }
  }

  Front front() {
    return new Front(new HttpEndpoint.Address(host, port), tls, tokens, limits);
  }

  /** Without what is a secret or may hold one. */
  @Override
  public String toString() {
    return "ServingOptions[brokers=%s, learners=%s, host=%s, port=%d, kafka=%s]"
        .formatted(brokers, learners, host, port, kafka.keySet());
  }
}

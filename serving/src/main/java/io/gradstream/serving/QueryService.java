package io.gradstream.serving;

import io.gradstream.serving.grpc.GrpcEndpoint;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.models.FollowTimes;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ModelsFollower;
import io.gradstream.serving.models.SignsReader;
import io.gradstream.serving.protocol.InferenceProtocol;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows models topics and answers queries with the newest model of each key. Between {@link
 * #start()} and {@link #close()} it holds a port, a few threads and the models' memory. Thread
 * safe.
 */
public final class QueryService implements AutoCloseable {

  private static final long STOP_MILLIS = 5_000;

  private final ModelStore store;
  private final ModelsFollower follower;
  private final SignsReader signs;
  private final Thread following;
  private final Thread reading;
  private final Front front;
  private final HttpEndpoint http;
  private final Optional<GrpcEndpoint> grpc;

  /**
   * @throws IllegalArgumentException when Kafka refuses one of the properties, a file of keys or
   *     tokens is not as it must be, or the limits do not fit the heap
   */
  public QueryService(ServingOptions options) {
    this(options, Clock.systemUTC());
  }

  /**
   * @param clock what a model's age is measured by
   * @throws IllegalArgumentException when Kafka refuses one of the properties, a file of keys or
   *     tokens is not as it must be, or the limits do not fit the heap
   */
  public QueryService(ServingOptions options, Clock clock) {
    Map<String, Object> properties = consumerProperties(options);
    requireValid(properties);
    store = new ModelStore(Front.modelBytes(options.modelCacheBytes()));
    follower =
        new ModelsFollower(
            () -> new KafkaConsumer<>(properties),
            Set.copyOf(options.learners()),
            options.snapshots(),
            store,
            FollowTimes.DEFAULT);
    signs = new SignsReader(() -> new KafkaConsumer<>(properties), store);
    following = daemon("models-follower", follower);
    reading = daemon("signs-reader", signs);
    InferenceProtocol protocol =
        new InferenceProtocol(
            store, clock, options.limits().time(), version(), options.grpcPort().isPresent());
    front = options.front();
    Desk desk = front.desk();
    http = front.endpoint(desk, protocol);
    grpc = options.grpcAddress().map(address -> new GrpcEndpoint(address, desk, protocol));
  }

  /**
   * Listens and begins to follow; ready later, see {@link #isReady()}.
   *
   * @throws IOException when the port is taken or the host is none of this machine's
   */
  public void start() throws IOException {
    front.warn();
    http.start();
    if (grpc.isPresent()) {
      grpc.get().start();
    }
    following.start();
    reading.start();
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens, for instance {@code http://127.0.0.1:8080}. */
  public String url() {
    return http.url();
  }

  public int port() {
    return http.port();
  }

  /** Where gRPC listens, for instance {@code 127.0.0.1:8081}, if it does. */
  public Optional<String> grpcTarget() {
    return grpc.map(GrpcEndpoint::target);
  }

  /** Whether at least one model is there and all that was on the topics has been read. */
  public boolean isReady() {
    return store.isReady();
  }

  /** Stops answering, then following, then frees the models. */
  @Override
  public void close() {
    grpc.ifPresent(GrpcEndpoint::close);
    http.close();
    follower.close();
    signs.close();
    try {
      following.join(STOP_MILLIS);
      reading.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private static Map<String, Object> consumerProperties(ServingOptions options) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.brokers());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "gradstream-serving");
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
    // Snapshots may be large and the heap is small.
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    properties.putAll(KafkaProperties.of(options.kafkaFile(), options.kafka()));
    return properties;
  }

  private static void requireValid(Map<String, Object> properties) {
    try {
      new ConsumerConfig(properties);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("Kafka consumer: " + e.getMessage(), e);
    }
  }

  private static String version() {
    return Optional.ofNullable(QueryService.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}

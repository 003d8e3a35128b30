package io.gradstream.serving;

import io.gradstream.serving.grpc.GrpcEndpoint;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.Responder;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.FollowTimes;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ModelsFollower;
import io.gradstream.serving.models.SignsReader;
import io.gradstream.serving.page.Watch;
import io.gradstream.serving.protocol.InferenceProtocol;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

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
  private final Optional<Watch> watch;
  private final Thread following;
  private final Thread reading;
  private final Front front;
  private final LearnDesk learn;
  private final HttpEndpoint http;
  private final Optional<GrpcEndpoint> grpc;

  /**
   * @throws IllegalArgumentException when Kafka refuses one of the properties, a file of keys,
   *     tokens or a spec is not as it must be, or the limits do not fit the heap
   */
  public QueryService(ServingOptions options) {
    this(options, Clock.systemUTC());
  }

  /**
   * @param clock what a model's age is measured by
   * @throws IllegalArgumentException when Kafka refuses one of the properties, a file of keys,
   *     tokens or a spec is not as it must be, or the limits do not fit the heap
   */
  public QueryService(ServingOptions options, Clock clock) {
    Map<String, Object> properties = KafkaProperties.ofConsumer(options);
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
    front = options.front();
    learn = learn(options, front);
    InferenceProtocol protocol =
        new InferenceProtocol(
            store,
            clock,
            options.limits().time(),
            version(),
            options.grpcPort().isPresent(),
            learn,
            options.page());
    watch = options.page() ? Optional.of(watch(options, store, clock)) : Optional.empty();
    Desk desk = front.desk();
    http = front.endpoint(desk, watch.<Responder>map(one -> one.before(protocol)).orElse(protocol));
    grpc = options.grpcAddress().map(address -> new GrpcEndpoint(address, desk, protocol));
  }

  private static Watch watch(ServingOptions options, ModelStore store, Clock clock) {
    Map<String, Object> properties = KafkaProperties.ofReports(options);
    return new Watch(() -> new KafkaConsumer<>(properties), store, clock);
  }

  private static LearnDesk learn(ServingOptions options, Front front) {
    if (options.learn().isEmpty()) {
      return LearnDesk.off();
    }
    front.requireTokens(ServingOption.LEARN.flag());
    Map<String, Object> properties = KafkaProperties.ofProducer(options);
    return new LearnDesk(
        SpecFiles.read(options.learn()), () -> new KafkaProducer<>(properties), options.limits());
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
    watch.ifPresent(Watch::start);
    learn.start();
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

  /** Stops answering, then following and sending, then frees the models. */
  @Override
  public void close() {
    learn.drain();
    grpc.ifPresent(GrpcEndpoint::close);
    http.close();
    learn.close();
    follower.close();
    signs.close();
    watch.ifPresent(Watch::close);
    try {
      following.join(STOP_MILLIS);
      reading.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private static String version() {
    return Optional.ofNullable(QueryService.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}

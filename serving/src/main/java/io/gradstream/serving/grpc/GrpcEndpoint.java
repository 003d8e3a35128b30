package io.gradstream.serving.grpc;

import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.HttpEndpoint.Address;
import io.gradstream.serving.http.Lasting;
import io.gradstream.serving.protocol.InferenceProtocol;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * One listening port for gRPC, in plain Java: no native code of the library is loaded. Few threads,
 * none of which waits for a client.
 */
public final class GrpcEndpoint implements AutoCloseable {

  /**
   * The library logs what clients do; of it only what is a fault here. Held, or it is forgotten.
   */
  private static final Logger LIBRARY = Logger.getLogger("io.grpc");

  /**
   * A message that cannot be unpacked is its sender's fault; the library logs it as one of ours.
   */
  private static final Logger MESSAGES = Logger.getLogger("io.grpc.internal.SerializingExecutor");

  private static final String NETTY = "io.grpc.netty.shaded.io.netty.";

  static { // else the library unpacks native code into a temporary folder, and loads it
    System.setProperty(NETTY + "transport.noNative", "true");
    System.setProperty(NETTY + "handler.ssl.noOpenSsl", "true");
  }

  private static final int THREADS = 4;
  private static final int WINDOW = 64 * 1024; // bytes of a call, or connection, on their way
  private static final int HEADERS = 8 * 1024; // bytes
  private static final int RESETS = 200; // of calls of one connection within a few seconds
  private static final int RESETS_WITHIN = 30; // seconds
  private static final int IDLE_SECONDS = 30;
  private static final long HEALTH_MILLIS = 500;
  private static final long STOP_SECONDS = 5;

  private final Address address;
  private final Server server;
  private final Health health;
  private final EventLoopGroup accepting = loops(1, "grpc-accept");
  private final EventLoopGroup moving = loops(2, "grpc-io");
  private final ExecutorService calls = Executors.newFixedThreadPool(THREADS, daemons("grpc"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemons("grpc-clock"));

  /**
   * @param desk what requests of every protocol pass
   * @throws IllegalArgumentException when key and certificate do not fit one another
   */
  public GrpcEndpoint(Address address, Desk desk, InferenceProtocol protocol) {
    LIBRARY.setLevel(Level.SEVERE);
    MESSAGES.setFilter(record -> !(record.getThrown() instanceof StatusRuntimeException));
    this.address = address;
    health = new Health(protocol);
    GrpcMeasures measures = new GrpcMeasures();
    desk.measured(measures::write);
    Guard guard = new Guard(desk, health, measures, clock);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(address.host(), address.port()))
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(accepting)
            .workerEventLoopGroup(moving)
            .executor(calls)
            .flowControlWindow(WINDOW)
            .maxInboundMessageSize(desk.limits().bodyBytes())
            .maxInboundMetadataSize(HEADERS)
            .maxConcurrentCallsPerConnection(desk.limits().requests())
            .maxRstFramesPerWindow(RESETS, RESETS_WITHIN)
            .maxConnectionIdle(IDLE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS)
            .handshakeTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
            .addService(ServerInterceptors.intercept(new Calls(desk, protocol).service(), guard))
            .addService(ServerInterceptors.intercept(health.service(), guard))
            .addService(
                ServerInterceptors.intercept(ProtoReflectionServiceV1.newInstance(), guard));
    desk.keys().ifPresent(keys -> encrypt(builder, keys));
    server = builder.build();
  }

  private static void encrypt(NettyServerBuilder builder, X509ExtendedKeyManager keys) {
    try {
      builder.sslContext(
          GrpcSslContexts.configure(SslContextBuilder.forServer(keys), SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .build());
    } catch (SSLException e) {
      throw new IllegalArgumentException("--tls-keystore cannot be used: " + e.getMessage(), e);
    }
  }

  private static EventLoopGroup loops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(threads, daemons(name), NioIoHandler.newFactory());
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger made = new AtomicInteger();
    return body -> {
      Thread thread = new Thread(body, name + "-" + made.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * @throws IOException when the port is taken or the host is none of this machine's
   */
  public void start() throws IOException {
    server.start();
    clock.scheduleWithFixedDelay(
        new Lasting(health::refresh), HEALTH_MILLIS, HEALTH_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Where it listens, for instance {@code 127.0.0.1:8081}. */
  public String target() {
    return HttpEndpoint.inAddress(address.host()) + ":" + port();
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
    accepting.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    moving.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
  }
}

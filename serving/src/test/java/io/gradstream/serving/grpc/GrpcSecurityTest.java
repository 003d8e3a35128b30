package io.gradstream.serving.grpc;

import static io.gradstream.serving.grpc.GrpcClient.flight;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer;
import io.gradstream.serving.grpc.GrpcClient.Refused;
import io.gradstream.serving.grpc.inference.ServerMetadataRequest;
import io.gradstream.serving.grpc.inference.ServerReadyRequest;
import io.gradstream.serving.http.Keystores;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.TlsFiles;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, encryption and limits are those of HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GrpcSecurityTest {

  private static final String TOKEN = "reader-0123456789";

  @TempDir private Path folder;

  private static void serve(TestServer server) {
    LearnerModels learner = server.store.follow(Flights.LEARNER);
    learner.put(Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
    learner.caughtUp();
    server.store.caughtUp();
  }

  @Test
  void whoHasNoTokenIsAnsweredHealthAlone() throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "read " + TOKEN);
    try (TestServer server = new TestServer(Optional.empty(), Optional.of(tokens), Limits.DEFAULT);
        GrpcClient client = new GrpcClient(server)) {
      serve(server);
      Refused without = client.refused(flight().build().toByteArray());
      assertThat(without.code()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(without.message()).contains("a token is needed");
      assertThat(
              client
                  .refused(Methods.SERVER_METADATA, ServerMetadataRequest.getDefaultInstance())
                  .code())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(
              client.call(Methods.SERVER_READY, ServerReadyRequest.getDefaultInstance()).getReady())
          .isTrue();
      HealthGrpc.newBlockingStub(client.channel).check(HealthCheckRequest.getDefaultInstance());

      client.withToken("nobody-0123456789");
      assertThat(client.refused(flight().build().toByteArray()).message())
          .isEqualTo("the token is none of this service's");

      client.withToken(TOKEN);
      assertThat(client.infer(flight().build()).getOutputsCount()).isEqualTo(1);
    }
  }

  @Test
  void aCallGoesEncryptedWhereHttpDoes() throws Exception {
    TlsFiles files = Keystores.make(folder, "keys.p12");
    X509Certificate certificate = (X509Certificate) Keystores.certificate(files);
    try (TestServer server = new TestServer(Optional.of(files), Optional.empty(), Limits.DEFAULT);
        GrpcClient client =
            new GrpcClient(
                NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                    .sslContext(
                        GrpcSslContexts.configure(
                                SslContextBuilder.forClient().trustManager(certificate),
                                SslProvider.JDK)
                            .build()));
        GrpcClient plain = new GrpcClient(server)) {
      serve(server);

      assertThat(client.infer(flight().build()).getOutputsCount()).isEqualTo(1);
      assertThat(plain.refused(flight().build().toByteArray()).code())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void noNativeCodeIsLoaded() {
    try (TestServer server = new TestServer()) {
      assertThat(server.grpcPort()).isPositive();
      assertThat(Epoll.isAvailable()).isFalse();
      assertThat(OpenSsl.isAvailable()).isFalse();
    }
  }

  @Test
  void aMessageBeyondTheLimitIsRefused() {
    Limits limits = new Limits(8, 2000, Duration.ofSeconds(30));
    try (TestServer server = new TestServer(Optional.empty(), Optional.empty(), limits);
        GrpcClient client = new GrpcClient(server)) {
      serve(server);

      assertThat(client.refused(flight().setId("x".repeat(3000)).build().toByteArray()).code())
          .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(client.infer(flight().build()).getOutputsCount()).isEqualTo(1);
    }
  }

  /** Packed, it is small. */
  @Test
  void aMessageThatUnpacksBeyondTheLimitIsRefused() {
    Limits limits = new Limits(8, 20_000, Duration.ofSeconds(30));
    try (TestServer server = new TestServer(Optional.empty(), Optional.empty(), limits);
        GrpcClient client = new GrpcClient(server)) {
      serve(server);
      client.with(io.grpc.CallOptions.DEFAULT.withCompression("gzip"));

      assertThat(
              client.refused(flight().setId("x".repeat(10_000_000)).build().toByteArray()).code())
          .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(client.infer(flight().build()).getOutputsCount()).isEqualTo(1);
    }
  }
}

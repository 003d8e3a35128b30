package io.gradstream.serving.grpc;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Takes messages in as they are. */
final class Bytes implements Marshaller<Received> {

  @Override
  public InputStream stream(Received value) {
    return new ByteArrayInputStream(value.bytes());
  }

  @Override
  public Received parse(InputStream stream) {
    try {
      return new Received(stream.readAllBytes()); // no more than the server takes in
    } catch (StatusRuntimeException e) { // it unpacks to more
      return new Received(new byte[0], Optional.of(e.getStatus()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

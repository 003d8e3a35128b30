package io.gradstream.serving.grpc;

import io.grpc.Status;
import java.util.Optional;

/**
 * A message as its bytes, which somebody else reads.
 *
 * @param refusal why they could not be taken in, if they could not
 */
record Received(byte[] bytes, Optional<Status> refusal) {

  Received(byte[] bytes) {
    this(bytes, Optional.empty());
  }
}

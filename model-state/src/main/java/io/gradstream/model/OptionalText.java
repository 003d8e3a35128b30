package io.gradstream.model;

import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/** Text that may be absent, as Avro's union of null and string. */
final class OptionalText {

  private OptionalText() {}

  static void write(Optional<String> text, BinaryEncoder out) throws IOException {
    out.writeIndex(text.isPresent() ? 1 : 0);
    if (text.isPresent()) {
      out.writeString(text.get());
    }
  }

  static Optional<String> read(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(in.readString());
      default -> throw new MalformedRecordException("an optional text has no branch " + branch);
    };
  }
}

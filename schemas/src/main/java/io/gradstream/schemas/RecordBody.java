package io.gradstream.schemas;

import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;

/** How a record is laid out in the newest version of its schema: fields in the schema's order. */
interface RecordBody<T> {

  void write(T value, BinaryEncoder out) throws IOException;

  T read(BoundedDecoder in);
}

package io.gradstream.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of one type of record, on the wire and in state. May reuse buffers. */
public interface BinaryForm<T> {

  void write(T value, DataOutput out) throws IOException;

  T read(DataInput in) throws IOException;
}

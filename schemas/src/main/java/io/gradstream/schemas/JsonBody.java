package io.gradstream.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a record is laid out as a JSON object. */
interface JsonBody<T> {

  void write(T value, ObjectNode into);

  /**
   * @throws MalformedRecordException when a field is not there or of another type
   */
  T read(JsonFields fields);
}

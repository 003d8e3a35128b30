package io.gradstream.features.decode;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventSchema;

/** Reads a record's value into the fields of one {@link EventSchema}. Never throws on bad bytes. */
public interface EventDecoder {

  /**
   * @param value the record's value, possibly null
   * @param schemaIdHeader value of the record's schema-id header, null when there is none
   */
  Decoded decode(byte[] value, byte[] schemaIdHeader);
}

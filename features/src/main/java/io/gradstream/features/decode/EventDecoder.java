package io.gradstream.features.decode;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventSchema;

/** Reads a record's value into the fields of one {@link EventSchema}. Never throws on bad bytes. */
public interface EventDecoder {

  /**
   * @param value the record's value; null for none, which is {@link Decoded.Empty}
   * @param schemaIdHeader value of the record's schema-id header, null when there is none
   * @throws RegistryUnavailableException when a registry has to be asked and does not answer for as
   *     long as it is waited for
   */
  Decoded decode(byte[] value, byte[] schemaIdHeader);
}

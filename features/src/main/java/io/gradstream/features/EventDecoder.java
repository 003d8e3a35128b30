package io.gradstream.features;

/** Reads a record's value into the fields of one {@link EventSchema}. Never throws on bad bytes. */
public interface EventDecoder {

  /**
   * @param value the record's value, possibly null
   * @param schemaIdHeader value of the record's schema-id header, null when there is none
   */
  Decoded decode(byte[] value, byte[] schemaIdHeader);
}

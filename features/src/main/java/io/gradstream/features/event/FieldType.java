package io.gradstream.features.event;

/** What a field of an event holds, once decoded. Written by name: never rename one. */
public enum FieldType {
  /** A {@link Double}, finite. */
  NUMBER,
  /** A {@link Boolean}; 1 and 0 are accepted. */
  BOOLEAN,
  /** A {@link String}; a whole number is accepted and written in decimal. */
  TEXT,
  /** A {@link Long}: epoch milliseconds. */
  TIME,
  /**
   * A {@code float[]}, all finite: an image, a window of a sound, an embedding. Bytes are numbers
   * from 0 to 255.
   */
  NUMBERS
}

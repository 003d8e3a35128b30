package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** The tensor data types of the protocol that a learner's fields can have. */
enum Datatype {
  BOOL("true or false") {
    @Override
    Object read(JsonNode element) {
      return element.isBoolean() ? element.booleanValue() : null;
    }
  },
  UINT8("a whole number of 8 bits, without sign") {
    @Override
    Object read(JsonNode element) {
      boolean fits = element.canConvertToInt() && element.intValue() >> Byte.SIZE == 0;
      return element.isIntegralNumber() && fits ? element.longValue() : null;
    }
  },
  INT32("a whole number of 32 bits") {
    @Override
    Object read(JsonNode element) {
      return element.isIntegralNumber() && element.canConvertToInt() ? element.longValue() : null;
    }
  },
  INT64("a whole number of 64 bits") {
    @Override
    Object read(JsonNode element) {
      return element.isIntegralNumber() && element.canConvertToLong() ? element.longValue() : null;
    }
  },
  FP32("a number") {
    @Override
    Object read(JsonNode element) {
      return element.isNumber() ? (double) element.floatValue() : null;
    }
  },
  FP64("a number") {
    @Override
    Object read(JsonNode element) {
      return element.isNumber() ? element.doubleValue() : null;
    }
  },
  BYTES("text") {
    @Override
    Object read(JsonNode element) {
      return element.isTextual() ? element.textValue() : null;
    }
  };

  private final String element;

  Datatype(String element) {
    this.element = element;
  }

  /** What an element must be, in words. */
  String element() {
    return element;
  }

  /** The element as an event's builder takes it; null when it is none of this type. */
  abstract Object read(JsonNode element);
}

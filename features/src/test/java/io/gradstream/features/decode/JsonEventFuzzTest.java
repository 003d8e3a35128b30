package io.gradstream.features.decode;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a JSON event holds, it is an event by the rules or a dead letter. */
class JsonEventFuzzTest {

  private final FuzzedEvents events = new FuzzedEvents();
  private final EventDecoder decoder = EventDecoders.json(FuzzedEvents.SCHEMA);

  @FuzzTest
  @DictionaryEntries({
    "\"number\":",
    "\"flag\":",
    "\"text\":",
    "\"time\":",
    "\"two\":",
    "\"any\":",
    "null",
    "true",
    "NaN",
    "-Infinity",
    "1e999",
    "[[",
    "\\ud800",
    "2001-07-01T00:00Z",
    "AAE="
  })
  void isAnEventOrADeadLetter(byte[] value) {
    events.check(decoder.decode(value, null));
  }
}

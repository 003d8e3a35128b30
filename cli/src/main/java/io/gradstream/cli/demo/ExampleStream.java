package io.gradstream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A stream that the demo shows: the learner of an example, its data, and what is told of it.
 *
 * @param name as a command line has it
 * @param folder of the example
 * @param spec the learner's file
 * @param data the stream's file; absent where it is not part of the product
 * @param about what it is, for somebody who sees it for the first time, its question first
 * @param perSecond events a second that two cores keep up with
 * @param says what an answer is of, for instance {@code dollars}; empty where it says so itself
 * @param asked an event to ask the model about; absent: the first of the stream
 */
public record ExampleStream(
    String name,
    Path folder,
    Path spec,
    Optional<Path> data,
    String about,
    double perSecond,
    String says,
    Optional<Asked> asked) {

  /**
   * An event that anyone can ask about.
   *
   * @param about what it is, in words
   */
  record Asked(String about, JsonNode event) {}

  /** The question that its model answers: the first sentence of what it is. */
  String question() {
    int end = about.indexOf("? ");
    return end < 0 ? about : about.substring(0, end + 1);
  }
}

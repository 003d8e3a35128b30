package io.gradstream.cli.demo;

import io.gradstream.cli.output.OutputFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a demo does.
 *
 * @param data the stream's file
 * @param events how many at most; absent: all there are
 * @param perSecond events a second, 0 for as fast as it goes; absent: as fast as two cores learn
 * @param json the summary as one line of JSON
 * @param keep whether everything goes on running afterwards
 * @param plot where the learning curve goes; absent: a file of the learner's name
 */
public record DemoOptions(
    ExampleStream stream,
    Path data,
    OptionalLong events,
    OptionalDouble perSecond,
    boolean json,
    boolean keep,
    Optional<OutputFile> plot) {}

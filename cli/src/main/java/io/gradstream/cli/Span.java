package io.gradstream.cli;

import io.gradstream.learning.spec.yaml.SpanShape;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time as it is written in a spec. */
final class Span implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    return SpanShape.parse(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no span of time; write for instance 30s, 2m or 1h".formatted(value)));
  }
}

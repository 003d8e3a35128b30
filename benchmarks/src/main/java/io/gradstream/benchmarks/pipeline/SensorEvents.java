package io.gradstream.benchmarks.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Made-up sensor events of about 170 bytes, plain Avro as {@code sensor.avsc}: who, number, time
 * sent, twenty normal numbers, and an alarm that a linear rule of them sets. Same seed, same
 * events.
 */
final class SensorEvents {

  static final int SENSORS = 8;
  private static final int NUMBERS = 20;

  private final SplittableRandom random = new SplittableRandom(1);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
  private final double[] numbers = new double[NUMBERS];

  /** The event's bytes; its sensor follows from its number. */
  byte[] next(long number, long sentAt) {
    bytes.reset();
    try {
      encoder.writeString(sensor(number));
      encoder.writeLong(number);
      encoder.writeLong(sentAt);
      encoder.writeBoolean(writeNumbers());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the stream is in memory", e);
    }
    return bytes.toByteArray();
  }

  private boolean writeNumbers() throws IOException {
    double sum = 0;
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      sum += i % 3 == 0 ? numbers[i] : -0.5 * numbers[i];
      encoder.writeDouble(numbers[i]);
    }
    return sum > 0.5;
  }

  /** One letter. */
  private static String sensor(long number) {
    return String.valueOf((char) ('a' + number % SENSORS));
  }

  /** All events of a sensor are in one partition. */
  static int partition(long number, int partitions) {
    return (int) (number % SENSORS % partitions);
  }
}

package io.gradstream.features.media;

import java.util.List;

/** A file's own bytes, not looked at: for whoever passes it on. Never part of a model. */
public record AsItIs() implements Medium {

  @Override
  public List<Integer> shape() {
    return List.of();
  }

  /** Any number. */
  @Override
  public int size() {
    return 0;
  }

  @Override
  public float[] read(byte[] bytes) {
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return numbers;
  }

  /** What {@link #read} gave, as bytes again. */
  public static byte[] bytes(float[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) numbers[i];
    }
    return bytes;
  }

  @Override
  public String expected() {
    return "a file";
  }

  @Override
  public String form() {
    throw new IllegalStateException("a model reads its files");
  }
}

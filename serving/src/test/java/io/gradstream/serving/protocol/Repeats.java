package io.gradstream.serving.protocol;

import java.io.ByteArrayOutputStream;

/**
 * Short inputs that mean long ones, since a fuzzer makes no long ones by itself: {@code ~k19} is
 * the one byte after it, 9, 2^10 times, {@code ~c2ab} is ab 2^2 times.
 */
final class Repeats {

  private static final int MOST = 1 << 20; // bytes, as many as a body may have

  private Repeats() {}

  static byte[] expand(byte[] input) {
    ByteArrayOutputStream expanded = new ByteArrayOutputStream();
    for (int i = 0; i < input.length; i++) {
      int times = times(input, i);
      int length = times == 0 ? 0 : input[i + 2] - '0';
      if (times == 0 || (long) times * length + expanded.size() > MOST) {
        expanded.write(input[i]);
        continue;
      }
      for (int n = 0; n < times; n++) {
        expanded.write(input, i + 3, length);
      }
      i += 2 + length;
    }
    return expanded.toByteArray();
  }

  /** 0 when nothing is repeated here. */
  private static int times(byte[] input, int at) {
    boolean repeats =
        input[at] == '~'
            && at + 2 < input.length
            && input[at + 1] >= 'a'
            && input[at + 1] <= 't'
            && input[at + 2] >= '1'
            && input[at + 2] <= '9'
            && at + 2 + input[at + 2] - '0' < input.length;
    return repeats ? 1 << input[at + 1] - 'a' : 0;
  }
}

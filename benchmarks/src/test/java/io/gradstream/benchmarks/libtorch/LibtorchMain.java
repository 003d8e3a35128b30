package io.gradstream.benchmarks.libtorch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Stands in for libtorch's process: answers as it does, without libtorch. */
final class LibtorchMain {

  private LibtorchMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "prepare" -> System.out.println("12.500 " + words[1] + " of " + words[2] + " rows");
        case "run" -> System.out.println(Long.parseLong(words[1]) / 4.0);
        default -> throw new IllegalArgumentException(line);
      }
    }
  }
}

package io.gradstream.local;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a child JVM is started.
 *
 * @param flags JVM flags
 * @param classPath jars, separated as the platform does
 * @param arguments of the main class
 * @param environment variables beside those of this process
 */
public record JavaCommand(
    List<String> flags,
    String classPath,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment) {

  private static final String LARGEST_HEAP = "-Xmx";

  /** The variable with a user's own JVM flags, for every process, in words. */
  private static final String OWN_FLAGS = "GRADSTREAM_JAVA_OPTS";

  public JavaCommand {
    flags = List.copyOf(flags);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  public JavaCommand(
      List<String> flags, String classPath, String mainClass, List<String> arguments) {
    this(flags, classPath, mainClass, arguments, Map.of());
  }

  /** This, with more flags; they win. */
  public JavaCommand withFlags(List<String> more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(more);
    return new JavaCommand(all, classPath, mainClass, arguments, environment);
  }

  /** This, without vectors of the CPU: the engine takes its scalar kernels. */
  public JavaCommand withoutVectors() {
    List<String> scalar = new ArrayList<>(flags);
    int module = scalar.indexOf("jdk.incubator.vector");
    scalar.subList(module - 1, module + 1).clear();
    return new JavaCommand(scalar, classPath, mainClass, arguments, environment);
  }

  /** This, with variables in place of those there are. */
  public JavaCommand withEnvironment(Map<String, String> variables) {
    return new JavaCommand(flags, classPath, mainClass, arguments, variables);
  }

  /** This, with a Java heap that is as large as it may become, and all of it touched. */
  JavaCommand withFixedHeap() {
    List<String> fixed = new ArrayList<>();
    flags.stream()
        .filter(flag -> flag.startsWith(LARGEST_HEAP))
        .map(flag -> "-Xms" + flag.substring(LARGEST_HEAP.length()))
        .forEach(fixed::add);
    fixed.add("-XX:+AlwaysPreTouch");
    return withFlags(fixed);
  }

  /** The words of the command line of a process that ends with this one, on this one's JDK. */
  List<String> words() {
    return words(Child.class);
  }

  /** The same of a process that goes on. */
  List<String> lastingWords() {
    return words(LastingChild.class);
  }

  private List<String> words(Class<?> starter) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:+UseSerialGC"); // several small heaps on few cores
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.addAll(flags);
    words.addAll(ownFlags());
    words.add("-cp");
    words.add(classPath + File.pathSeparator + codeOf(starter));
    words.add(starter.getName());
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }

  private static List<String> ownFlags() {
    String given = System.getenv().getOrDefault(OWN_FLAGS, "").strip();
    return given.isEmpty() ? List.of() : List.of(given.split("\\s+"));
  }

  /** The jar or the folder that a class is in. */
  public static String codeOf(Class<?> type) {
    URI place = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(place).toString();
  }
}

package io.gradstream.local;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Formats the log folder if that was not done, then runs the broker, both in one JVM. Runs on the
 * broker's class path, whose Kafka is another than the one this module is compiled with: hence by
 * reflection. {@code BrokerMain server.properties}
 */
public final class BrokerMain {

  private static final String CLUSTER_ID = "Z3JhZHN0cmVhbS1kZW1vMQ"; // any 16 bytes in base64

  private BrokerMain() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    int status = format(args[0]);
    if (status != 0) {
      throw new IllegalStateException("formatting the broker's log ended with status " + status);
    }
    Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) args);
  }

  private static int format(String configuration) throws ReflectiveOperationException {
    String[] words = {
      "format", "--cluster-id", CLUSTER_ID, "--config", configuration, "--ignore-formatted"
    };
    try {
      return (int)
          Class.forName("kafka.tools.StorageTool")
              .getMethod("execute", String[].class, PrintStream.class)
              .invoke(null, words, System.out);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot format the broker's log", e.getCause());
    }
  }
}

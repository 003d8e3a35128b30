package io.gradstream.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs another main class and ends when its parent is gone, even one that was killed: the parent
 * holds the other end of standard input, so the end of that stream is the end of the parent. {@code
 * Child MAIN ARGUMENTS...}
 */
public final class Child {

  private static final Duration ORDERLY_END = Duration.ofSeconds(5);

  private Child() {}

  public static void main(String[] args) throws Throwable {
    Locale.setDefault(Locale.ROOT); // digits and dates of no country
    daemon("parent-watch", () -> endWith(System.in)).start();
    run(args[0], Arrays.copyOfRange(args, 1, args.length));
  }

  static void run(String mainClass, String[] args) throws Throwable {
    try {
      Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWith(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // the parent writes nothing
      }
    } catch (IOException e) {
      // as good as its end
    }
    daemon("halt", Child::haltLater).start();
    System.exit(0);
  }

  private static void haltLater() {
    try {
      Thread.sleep(ORDERLY_END.toMillis());
    } catch (InterruptedException e) {
      // halt at once
    }
    Runtime.getRuntime().halt(1);
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}

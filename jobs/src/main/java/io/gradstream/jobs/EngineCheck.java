package io.gradstream.jobs;

import java.lang.reflect.InvocationTargetException;

/**
 * Looks for the engine (ND4J and our network module) where it belongs, before a job is sent off.
 * Its native library loads once per class loader, so on a session cluster it must lie on the
 * cluster's own class path and not in the job's jar: a second deploy would load it again.
 */
final class EngineCheck {

  private static final String VERSION_CLASS = "io.gradstream.network.EngineVersion";
  private static final String WAY_OUT =
      "put gradstream-network-%s.jar and the jars it depends on (ND4J, JavaCPP, OpenBLAS) into the"
          + " folder lib/ of the Flink installation, and restart the cluster";

  private EngineCheck() {}

  /**
   * @param job the loader of the job's classes
   * @param platform the loader of Flink's own classes
   * @param version the engine's version that the job was built with
   * @throws EngineMissingException when the engine is not there, is another or would be loaded
   *     twice
   */
  static void check(ClassLoader job, ClassLoader platform, String version) {
    Class<?> engine = engine(job, version);
    boolean ownLoader = job != platform && engine.getClassLoader() == job;
    if (ownLoader) {
      throw new EngineMissingException(
          "the engine is in the job's own jar, where its native library could load only once: take"
              + " it out and "
              + WAY_OUT.formatted(version));
    }
    String found = versionOf(engine);
    if (!found.equals(version)) {
      throw new EngineMissingException(
          "the engine on the cluster is version %s and the job needs %s: %s"
              .formatted(found, version, WAY_OUT.formatted(version)));
    }
  }

  private static Class<?> engine(ClassLoader job, String version) {
    try {
      return Class.forName(VERSION_CLASS, true, job);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new EngineMissingException(
          "the engine is not on the cluster's class path: " + WAY_OUT.formatted(version), e);
    }
  }

  private static String versionOf(Class<?> engine) {
    try {
      return (String) engine.getMethod("current").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new EngineMissingException("the engine does not tell its version: " + engine, e);
    }
  }
}

package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.network.EngineVersion;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class EngineCheckTest {

  private static final ClassLoader HERE = EngineCheckTest.class.getClassLoader();

  @Test
  void oneClassPathForAllIsFine() {
    assertThatCode(() -> EngineCheck.check(HERE, HERE, JobVersion.engine()))
        .doesNotThrowAnyException();
  }

  @Test
  void aThinJobOverTheClustersEngineIsFine() {
    ClassLoader job = new ClassLoader(HERE) {};

    assertThatCode(() -> EngineCheck.check(job, HERE, JobVersion.engine()))
        .doesNotThrowAnyException();
  }

  @Test
  void theJobKnowsTheEngineItWasBuiltWith() {
    assertThat(JobVersion.engine()).isEqualTo(EngineVersion.current());
  }

  @Test
  void anAbsentEngineNamesJarAndFolder() {
    assertThatThrownBy(() -> EngineCheck.check(ClassLoader.getPlatformClassLoader(), HERE, "0.1.0"))
        .isInstanceOf(EngineMissingException.class)
        .hasMessageContaining("gradstream-network-0.1.0.jar")
        .hasMessageContaining("lib/");
  }

  @Test
  void anEngineOfAnotherVersionNamesBoth() {
    assertThatThrownBy(() -> EngineCheck.check(HERE, HERE, "9.9.9"))
        .isInstanceOf(EngineMissingException.class)
        .hasMessageContaining(EngineVersion.current())
        .hasMessageContaining("9.9.9");
  }

  @Test
  void anEngineInTheJobsOwnJarIsRefused() {
    assertThatThrownBy(() -> EngineCheck.check(new EngineInside(HERE), HERE, JobVersion.engine()))
        .isInstanceOf(EngineMissingException.class)
        .hasMessageContaining("the job's own jar");
  }

  /** Loads the engine itself, as a job's loader does that finds it in the job's jar. */
  private static final class EngineInside extends ClassLoader {

    EngineInside(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(EngineVersion.class.getName())) {
        return super.loadClass(name, resolve);
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}

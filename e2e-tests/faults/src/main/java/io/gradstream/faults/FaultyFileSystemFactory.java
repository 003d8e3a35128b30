package io.gradstream.faults;

import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Found by Flink through {@link java.util.ServiceLoader}. */
public final class FaultyFileSystemFactory implements FileSystemFactory {

  /** Option of Flink's configuration: the folder of {@link Trouble} files. */
  static final String SWITCHES = "faulty.switches";

  private Path switches;

  @Override
  public void configure(Configuration configuration) {
    String folder = configuration.getString(SWITCHES, null);
    switches = folder == null ? null : Path.of(folder);
  }

  @Override
  public String getScheme() {
    return FaultyFileSystem.SCHEME;
  }

  @Override
  public FileSystem create(URI uri) {
    if (switches == null) {
      throw new IllegalStateException(SWITCHES + " is missing in Flink's configuration");
    }
    return new FaultyFileSystem(switches);
  }
}

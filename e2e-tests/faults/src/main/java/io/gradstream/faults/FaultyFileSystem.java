package io.gradstream.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system with the {@link Trouble} that is switched on. */
final class FaultyFileSystem extends FileSystem {

  static final String SCHEME = "faulty";

  private static final long DELAY_MILLIS = 700;

  private final FileSystem local = LocalFileSystem.getSharedInstance();
  private final Path switches;

  /**
   * @param switches folder in which a file stands for a trouble
   */
  FaultyFileSystem(Path switches) {
    this.switches = switches;
  }

  static org.apache.flink.core.fs.Path local(org.apache.flink.core.fs.Path path) {
    return new org.apache.flink.core.fs.Path(path.toUri().getPath());
  }

  /** What every file goes through before it is made. */
  void beforeWriting() throws IOException {
    if (Trouble.SLOW_WRITES.isOn(switches)) {
      pause();
    }
    while (Trouble.STUCK_WRITES.isOn(switches)) {
      pause();
    }
    if (Trouble.NO_SPACE.isOn(switches)) {
      throw new IOException("No space left on device");
    }
  }

  private void beforeReading() throws IOException {
    if (Trouble.SLOW_READS.isOn(switches)) {
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(DELAY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the disk was slow", e);
    }
  }

  @Override
  public FSDataOutputStream create(org.apache.flink.core.fs.Path path, WriteMode mode)
      throws IOException {
    beforeWriting();
    return local.create(local(path), mode);
  }

  @Override
  public RecoverableWriter createRecoverableWriter() throws IOException {
    return new LocalWriter(this, local.createRecoverableWriter());
  }

  @Override
  public FSDataInputStream open(org.apache.flink.core.fs.Path path, int buffer) throws IOException {
    beforeReading();
    return local.open(local(path), buffer);
  }

  @Override
  public FSDataInputStream open(org.apache.flink.core.fs.Path path) throws IOException {
    beforeReading();
    return local.open(local(path));
  }

  @Override
  public org.apache.flink.core.fs.Path getWorkingDirectory() {
    return local.getWorkingDirectory();
  }

  @Override
  public org.apache.flink.core.fs.Path getHomeDirectory() {
    return local.getHomeDirectory();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FileStatus getFileStatus(org.apache.flink.core.fs.Path path) throws IOException {
    return local.getFileStatus(local(path));
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    return local.getFileBlockLocations(file, start, length);
  }

  @Override
  public FileStatus[] listStatus(org.apache.flink.core.fs.Path path) throws IOException {
    return local.listStatus(local(path));
  }

  @Override
  public boolean delete(org.apache.flink.core.fs.Path path, boolean recursive) throws IOException {
    return local.delete(local(path), recursive);
  }

  @Override
  public boolean mkdirs(org.apache.flink.core.fs.Path path) throws IOException {
    return local.mkdirs(local(path));
  }

  @Override
  public boolean rename(org.apache.flink.core.fs.Path from, org.apache.flink.core.fs.Path to)
      throws IOException {
    return local.rename(local(from), local(to));
  }

  /** True: as far as Flink can tell, all its processes see the same files. */
  @Override
  public boolean isDistributedFS() {
    return true;
  }
}

package io.gradstream.faults;

import java.io.IOException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes files that appear whole or not at all, on a {@link FaultyFileSystem}. */
record LocalWriter(FaultyFileSystem disk, RecoverableWriter local) implements RecoverableWriter {

  @Override
  public RecoverableFsDataOutputStream open(Path path) throws IOException {
    disk.beforeWriting();
    return local.open(FaultyFileSystem.local(path));
  }

  @Override
  public RecoverableFsDataOutputStream recover(ResumeRecoverable from) throws IOException {
    return local.recover(from);
  }

  @Override
  public boolean requiresCleanupOfRecoverableState() {
    return local.requiresCleanupOfRecoverableState();
  }

  @Override
  public boolean cleanupRecoverableState(ResumeRecoverable state) throws IOException {
    return local.cleanupRecoverableState(state);
  }

  @Override
  public RecoverableFsDataOutputStream.Committer recoverForCommit(CommitRecoverable from)
      throws IOException {
    return local.recoverForCommit(from);
  }

  @Override
  public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
    return local.getCommitRecoverableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
    return local.getResumeRecoverableSerializer();
  }

  @Override
  public boolean supportsResume() {
    return local.supportsResume();
  }
}

package io.gradstream.cli.running;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs a learner, as its deploy writes it into the state folder. It stays behind; whether the
 * learner still runs, its lock tells, or the session cluster.
 *
 * @param pid of the deploy
 * @param since epoch milliseconds
 * @param flink REST address; null while there is none yet
 * @param job its id; null while there is none yet
 * @param isSession whether the job is a session cluster's, and goes on without its deploy
 * @param run number of the run, see the claims topic; until it has begun that of the one before;
 *     null while there is none
 * @param savepoint that the job before was stopped with, as long as none has run since; or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunRecord(
    String learner,
    String host,
    long pid,
    long since,
    String brokers,
    String flink,
    String job,
    boolean isSession,
    Long run,
    String savepoint) {

  /** How the names of their files end. */
  static final String SUFFIX = ".json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of this process, which is about to run a learner. */
  public static RunRecord ofThisProcess(String learner, String brokers) {
    return new RunRecord(
        learner,
        thisHost(),
        ProcessHandle.current().pid(),
        System.currentTimeMillis(),
        brokers,
        null,
        null,
        false,
        null,
        null);
  }

  /** This, with what is known of the run before. */
  RunRecord after(RunRecord last) {
    return new RunRecord(
        learner, host, pid, since, brokers, flink, job, isSession, last.run, last.savepoint);
  }

  /** This, once there is a job. */
  public RunRecord with(URI address, String id, boolean ofSession) {
    return new RunRecord(
        learner, host, pid, since, brokers, address.toString(), id, ofSession, run, savepoint);
  }

  /** This, once the job runs. */
  public RunRecord with(Long number) {
    return new RunRecord(learner, host, pid, since, brokers, flink, job, isSession, number, null);
  }

  /** This, with what the job before has left. */
  RunRecord goingOnFrom(String place) {
    return new RunRecord(learner, host, pid, since, brokers, flink, job, isSession, run, place);
  }

  /**
   * This, of a session cluster's job that is over.
   *
   * @param left the savepoint that it was stopped with, null for none
   */
  RunRecord ended(String left) {
    return new RunRecord(learner, host, pid, since, brokers, null, null, false, run, left);
  }

  /** Whether it was written on this machine. */
  boolean isHere() {
    return host.equals(thisHost());
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** What is written in a file, if it can be read. */
  static Optional<RunRecord> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), RunRecord.class));
    } catch (IOException e) {
      return Optional.empty(); // none yet, or none of ours
    }
  }

  void write(Path file) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".writing");
    Files.write(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where it runs, in words. */
  public String where() {
    String process =
        isSession
            ? "job %s of the cluster %s, deployed".formatted(job, flink)
            : "process %d on %s%s, since"
                .formatted(pid, host, flink == null ? "" : ", Flink answers on " + flink);
    return "%s %s".formatted(process, Instant.ofEpochMilli(since));
  }
}

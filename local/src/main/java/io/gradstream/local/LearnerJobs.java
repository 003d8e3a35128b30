package io.gradstream.local;

import java.io.IOException;
import java.util.List;

/** Learners as jobs of a Flink cluster. */
public final class LearnerJobs {

  /** The main class, by its name: the class needs Flink, and this process does without. */
  public static final String MAIN = "io.gradstream.jobs.LearnerJob";

  private LearnerJobs() {}

  /**
   * Sends a learner to a session cluster and returns the job's id.
   *
   * @param arguments see {@link io.gradstream.jobs.JobOptions#toArguments()}
   * @throws FlinkRestException when the job refuses to start, for instance without the engine
   */
  public static String submit(Home home, FlinkRest cluster, List<String> arguments, int parallelism)
      throws IOException {
    return submit(home, cluster, arguments, JobStart.anew(parallelism));
  }

  /**
   * Sends a learner to a session cluster, as it is to run there, and returns the job's id.
   *
   * @throws FlinkRestException when the job refuses to start
   */
  public static String submit(Home home, FlinkRest cluster, List<String> arguments, JobStart start)
      throws IOException {
    String jar = cluster.upload(home.jobJar());
    try {
      return cluster.run(jar, MAIN, arguments, start);
    } finally {
      cluster.deleteJar(jar);
    }
  }
}

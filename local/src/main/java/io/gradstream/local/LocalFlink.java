package io.gradstream.local;

import io.gradstream.network.EngineArgs;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A real JobManager and real TaskManagers, a JVM each, either for one application or as a session
 * cluster that jobs are sent to. Listens on the loopback interface only.
 */
public final class LocalFlink implements AutoCloseable {

  private static final String APPLICATION = "io.gradstream.local.ApplicationMain";
  private static final String SESSION =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private static final String TASK_MANAGER_NAME = "taskmanager-";

  /** The name of a JobManager's process. */
  public static final String JOB_MANAGER = "jobmanager";

  /** The name of the first TaskManager's process. */
  public static final String FIRST_TASK_MANAGER = TASK_MANAGER_NAME + 1;

  private static final List<String> JOB_MANAGER_FLAGS =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

  /** The same, without the lines that come with every checkpoint: its log must not grow by them. */
  private static final List<String> LASTING_JOB_MANAGER =
      Stream.concat(
              JOB_MANAGER_FLAGS.stream(),
              Stream.of("checkpoint.CheckpointCoordinator", "source.coordinator.SourceCoordinator")
                  .map(of -> "-Dorg.slf4j.simpleLogger.log.org.apache.flink.runtime." + of)
                  .map(logger -> logger + "=warn"))
          .toList();

  private final LocalRun run;
  private final FlinkOptions options;
  private final FlinkFolder folder;
  private final String classPath;
  private final String main;
  private final List<String> arguments;
  private final FlinkRest rest;
  private LocalProcess jobManager;
  private final List<LocalProcess> taskManagers = new ArrayList<>();

  private LocalFlink(
      LocalRun run, FlinkOptions options, String classPath, String main, List<String> arguments) {
    this.run = run;
    this.options = options;
    this.classPath = classPath;
    this.folder = FlinkFolder.prepare(FlinkFolder.in(run), options);
    this.rest = new FlinkRest(address());
    this.main = main;
    this.arguments = List.copyOf(arguments);
    startJobManager();
    for (int i = 0; i < options.taskManagers(); i++) {
      startTaskManager();
    }
  }

  /**
   * Starts a cluster that runs one job from its own class path.
   *
   * @param jobClass the job's main class
   * @param arguments of the job
   */
  public static LocalFlink application(
      Home home, LocalRun run, FlinkOptions options, String jobClass, List<String> arguments) {
    return application(
        run, options, home.classPath(Home.ClassPath.FLINK_APPLICATION), jobClass, arguments);
  }

  /** Starts a cluster that runs one job, with the given jars. */
  public static LocalFlink application(
      LocalRun run,
      FlinkOptions options,
      String classPath,
      String jobClass,
      List<String> arguments) {
    return new LocalFlink(
        run,
        options,
        classPath,
        APPLICATION,
        Stream.concat(Stream.of(jobClass), arguments.stream()).toList());
  }

  /** Starts a cluster that jobs can be sent to; the engine is on its class path. */
  public static LocalFlink session(Home home, LocalRun run, FlinkOptions options) {
    return session(run, options, home.classPath(Home.ClassPath.FLINK_SESSION));
  }

  /** Starts a cluster that jobs can be sent to, with the given jars. */
  public static LocalFlink session(LocalRun run, FlinkOptions options, String classPath) {
    return new LocalFlink(run, options, classPath, SESSION, List.of());
  }

  /**
   * Starts a TaskManager for the session cluster of a lasting run, whose JobManager goes on, and
   * waits until that one knows it.
   */
  public static LocalProcess joinSession(
      Home home, LocalRun run, FlinkOptions options, URI jobManager) {
    FlinkFolder folder = FlinkFolder.of(run, jobManager.getPort());
    String id = FIRST_TASK_MANAGER + "-" + System.currentTimeMillis(); // the dead one's is known
    LocalProcess started =
        run.start(
            FIRST_TASK_MANAGER,
            taskManager(folder, options, home.classPath(Home.ClassPath.FLINK_SESSION), id, 1));
    FlinkRest rest = new FlinkRest(jobManager);
    Readiness.await(started, () -> rest.knowsTaskManager(id));
    return started;
  }

  /** Starts the JobManager again that was killed, with the same configuration and ports. */
  public void restartJobManager() {
    startJobManager();
  }

  /** Starts one more TaskManager, for instance in place of one that was killed. */
  public LocalProcess startTaskManager() {
    return startTaskManager(UnaryOperator.identity());
  }

  /** The same, started otherwise than the others. */
  public LocalProcess startTaskManager(UnaryOperator<JavaCommand> change) {
    int number = taskManagers.size() + 1;
    String name = TASK_MANAGER_NAME + number;
    LocalProcess started =
        run.start(name, change.apply(taskManager(folder, options, classPath, name, number)));
    taskManagers.add(started);
    return started;
  }

  /** Waits until the JobManager answers and knows all TaskManagers and their slots. */
  public void awaitReady() {
    Readiness.await(
        jobManager,
        () ->
            rest.taskManagers() >= liveTaskManagers()
                && rest.slots()
                    .filter(slots -> slots.total() >= liveTaskManagers() * options.slots())
                    .isPresent());
  }

  /** Waits until all subtasks of a job run. */
  public void awaitJob() {
    Readiness.await(jobManager, rest::isJobRunning);
  }

  /**
   * @throws LocalProcessException when one of the processes has ended
   */
  public void requireAlive() {
    jobManager.requireAlive();
    taskManagers.forEach(LocalProcess::requireAlive);
  }

  /**
   * Waits as long as everything runs.
   *
   * @throws LocalProcessException when one of the processes ends
   */
  public void awaitEnd() {
    CompletableFuture.anyOf(
            Stream.concat(Stream.of(jobManager), taskManagers.stream())
                .map(LocalProcess::onEnd)
                .toArray(CompletableFuture[]::new))
        .join();
    requireAlive();
  }

  private int liveTaskManagers() {
    taskManagers.forEach(LocalProcess::requireAlive);
    return taskManagers.size();
  }

  /** The JobManager's REST interface. */
  public FlinkRest rest() {
    return rest;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + folder.restPort());
  }

  public LocalProcess jobManager() {
    return jobManager;
  }

  /** In the order they were started, the ended ones included. */
  public List<LocalProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  @Override
  public void close() {
    jobManager.close();
    taskManagers.forEach(LocalProcess::close);
  }

  private void startJobManager() {
    jobManager =
        run.start(
            JOB_MANAGER,
            new JavaCommand(
                flags(run.isLasting() ? LASTING_JOB_MANAGER : JOB_MANAGER_FLAGS),
                classPath,
                main,
                Stream.concat(folder.arguments().stream(), arguments.stream()).toList()));
  }

  private static JavaCommand taskManager(
      FlinkFolder folder, FlinkOptions options, String classPath, String id, int number) {
    List<String> arguments = new ArrayList<>(folder.arguments());
    arguments.addAll(TaskManagerMemory.arguments(options));
    arguments.addAll(options.metricsOf(number));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + id));
    return new JavaCommand(
        flags(TaskManagerMemory.flags(options)), classPath, TASK_MANAGER, arguments);
  }

  private static List<String> flags(List<String> memory) {
    List<String> flags = new ArrayList<>(EngineArgs.list());
    flags.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    flags.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    flags.addAll(memory);
    return flags;
  }
}

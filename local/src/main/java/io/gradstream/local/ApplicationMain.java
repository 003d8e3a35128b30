package io.gradstream.local;

import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.runtime.util.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JobManager for one application whose classes are on its own class path. Flink has such a main
 * class in its distribution only, not among its Maven artifacts. {@code ApplicationMain --configDir
 * FOLDER JOB_CLASS ARGUMENTS...}
 */
@SuppressWarnings("try") // Flink declares close() to throw Exception
public final class ApplicationMain extends ApplicationClusterEntryPoint {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationMain.class);

  private ApplicationMain(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  public static void main(String[] args) throws Exception {
    EnvironmentInformation.logEnvironmentInfo(LOG, ApplicationMain.class.getSimpleName(), args);
    SignalHandler.register(LOG);
    Configuration configuration = GlobalConfiguration.loadConfiguration(args[1]);
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setEntryPointClassName(args[2])
            .setArguments(Arrays.copyOfRange(args, 3, args.length))
            .setConfiguration(configuration)
            .setSavepointRestoreSettings(SavepointRestoreSettings.fromConfiguration(configuration))
            .build();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationMain(configuration, program));
  }
}

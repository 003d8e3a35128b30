package io.gradstream.cli;

import picocli.CommandLine.Command;

@Command(name = "Deploy")
final class DeployCommand implements Runnable {
  public void run() {}
}

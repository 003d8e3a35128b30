/** Steering a learner that runs: the versions it has published, and orders to it. */
package io.gradstream.cli.steer;

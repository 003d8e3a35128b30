/** Learners that this machine runs: where their state is, who holds them, how they are stopped. */
package io.gradstream.cli.running;

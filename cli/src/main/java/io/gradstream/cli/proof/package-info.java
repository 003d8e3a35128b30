/** The door for commands that other modules bring: faults made on purpose, endurance. */
package io.gradstream.cli.proof;

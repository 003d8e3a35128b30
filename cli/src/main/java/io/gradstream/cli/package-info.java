/** The command line: a class for each command, errors a user can act on, exit codes. */
package io.gradstream.cli;

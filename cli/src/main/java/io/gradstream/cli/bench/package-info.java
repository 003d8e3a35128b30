/** The door through which benchmarks add commands of their own. */
package io.gradstream.cli.bench;

/** Graphs of others that are imported: the command, on the module {@code nd4j}. For {@code cli}. */
package io.gradstream.cli.graph;

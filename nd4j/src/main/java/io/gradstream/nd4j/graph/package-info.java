/**
 * Graphs of ND4J's SameDiff as networks of ours. Reads their files by itself: nothing of ND4J is
 * needed. The doors are {@link io.gradstream.nd4j.graph.GraphImport} and what it gives.
 */
package io.gradstream.nd4j.graph;

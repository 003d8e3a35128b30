package io.gradstream.nd4j.graph;

/** A file is no graph, or has what no layer of ours does. Says what, where, and the way out. */
public final class GraphException extends RuntimeException {

  private static final long serialVersionUID = 1;

  GraphException(String message) {
    super(message);
  }
}

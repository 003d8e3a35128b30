package io.gradstream.workbench.table;

/** A data file that a learner cannot be run over, with what is wrong and what was found. */
public final class DataFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DataFileException(String message) {
    super(message);
  }
}

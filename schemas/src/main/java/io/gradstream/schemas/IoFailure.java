package io.gradstream.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * What went wrong with a file or a connection, for who does not know the names of Java's classes.
 */
public final class IoFailure {

  private IoFailure() {}

  /** Why it failed, in a word or two; of a file, as a rule with its name. */
  public static String reason(Throwable failure) {
    if (failure instanceof FileSystemException file) {
      return ofFile(file);
    } else if (failure instanceof UnknownHostException) {
      return "there is no host " + failure.getMessage();
    } else if (failure instanceof UnresolvedAddressException) {
      return "there is no such host";
    } else if (failure.getMessage() != null) {
      return failure.getMessage();
    }
    if (failure instanceof ConnectException) {
      return "nobody listens there";
    }
    return failure instanceof EOFException
        ? "it ends too early"
        : failure.getClass().getSimpleName().replace("Exception", "");
  }

  private static String ofFile(FileSystemException failure) {
    String file = failure.getFile();
    if (failure instanceof AccessDeniedException) {
      return "permission denied for " + file;
    } else if (failure instanceof NoSuchFileException) {
      return "there is no " + file;
    } else if (failure instanceof FileAlreadyExistsException) {
      return file + " is a file";
    } else if (failure instanceof NotDirectoryException) {
      return file + " is no folder";
    }
    return failure.getMessage();
  }

  /** The same of a known file, which is always named. */
  public static String reason(Path file, IOException failure) {
    String reason = reason(failure);
    return reason.contains(file.toString()) ? reason : file + ": " + reason;
  }
}

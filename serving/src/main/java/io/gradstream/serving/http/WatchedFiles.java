package io.gradstream.serving.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Consumer;

/**
 * Files that are read anew together when one of them changes, and again until that succeeds. Used
 * by one thread at a time.
 */
final class WatchedFiles {

  private final List<Path> paths;
  private List<Stamp> taken;
  private String told = "";

  private record Stamp(FileTime modified, long size, Object key) {}

  /** Takes over what the files hold, or throws and changes nothing. */
  interface Reading {
    void read() throws Exception;
  }

  /** What they hold now is known already, or is about to be read. */
  WatchedFiles(List<Path> paths) {
    this.paths = List.copyOf(paths);
    taken = stamps();
  }

  /**
   * Reads if a file is another than when they were last read without a failure.
   *
   * @param failed told why they cannot be read, once for as long as it stays the same
   */
  void refresh(Reading reading, Consumer<String> failed) {
    List<Stamp> now = stamps(); // before they are read: what changes meanwhile is seen next time
    if (now.equals(taken)) {
      told = ""; // what was wrong is as it was before
      return;
    }
    try {
      reading.read();
      taken = now;
      told = "";
    } catch (Exception e) { // as the reading declares
      String why = String.valueOf(e.getMessage());
      if (!why.equals(told)) {
        told = why;
        failed.accept(why);
      }
    }
  }

  private List<Stamp> stamps() {
    return paths.stream().map(WatchedFiles::stamp).toList();
  }

  /** Links are followed, as renewed secrets are often put in place by one. */
  private static Stamp stamp(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
    } catch (IOException e) {
      return new Stamp(FileTime.fromMillis(0), -1, null); // there is none
    }
  }
}

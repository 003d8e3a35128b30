package io.gradstream.serving.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** Tells whether a file is another than it was when last asked. Used by one thread at a time. */
final class WatchedFile {

  private final Path path;
  private Stamp last;

  private record Stamp(FileTime modified, long size, Object key) {}

  WatchedFile(Path path) {
    this.path = path;
    last = stamp();
  }

  Path path() {
    return path;
  }

  boolean hasChanged() {
    Stamp now = stamp();
    boolean changed = !now.equals(last);
    last = now;
    return changed;
  }

  /** Links are followed, as renewed secrets are often put in place by one. */
  private Stamp stamp() {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
    } catch (IOException e) {
      return new Stamp(FileTime.fromMillis(0), -1, null); // there is none
    }
  }
}

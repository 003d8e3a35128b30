package io.gradstream.learning.spec;

import java.io.Serializable;
import java.util.Map;

/**
 * A spec's text with the files it names, so that a job needs no file of the submitting machine.
 *
 * @param name the spec's file name, for messages
 * @param files text of each file the spec names, by the name it uses
 */
public record SpecBundle(String name, String text, Map<String, String> files)
    implements Serializable {

  public SpecBundle {
    files = Map.copyOf(files);
  }
}

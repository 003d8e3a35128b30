package io.gradstream.learning.spec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A spec's text with the files it names, so that a job needs no file of the submitting machine.
 *
 * @param name the spec's file name, for messages
 * @param files text of each file the spec names, by the name it uses
 */
public record SpecBundle(String name, String text, Map<String, String> files)
    implements Serializable {

  private static final int LARGEST = 16 << 20; // bytes of JSON, beyond which nothing is read
  private static final JsonMapper JSON = new JsonMapper();

  public SpecBundle {
    files = Map.copyOf(files);
  }

  /**
   * The bundle as one word, fit for a command line: JSON, deflated, in the URL-safe Base64
   * alphabet. Equal bundles give equal words.
   */
  public String encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(JSON.writeValueAsBytes(new Form(name, text, new TreeMap<>(files))));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static SpecBundle decode(String word) {
    byte[] bytes = Base64.getUrlDecoder().decode(word);
    try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      Form form = JSON.readValue(inflated.readNBytes(LARGEST), Form.class);
      return new SpecBundle(form.name(), form.text(), form.files());
    } catch (IOException | NullPointerException e) {
      throw new IllegalArgumentException("not an encoded spec bundle: " + e.getMessage(), e);
    }
  }

  /** The JSON form; files sorted by name. */
  private record Form(String name, String text, TreeMap<String, String> files) {}
}

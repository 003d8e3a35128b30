package io.gradstream.serving.http;

import io.gradstream.schemas.BoundedLog;
import org.slf4j.LoggerFactory;

/**
 * What a clock does again and again, whatever it throws: thrown on, that would end it for good and
 * tell nobody.
 */
public record Lasting(Runnable body) implements Runnable {

  private static final BoundedLog LOG = new BoundedLog(LoggerFactory.getLogger(Lasting.class));

  @Override
  public void run() {
    try {
      body.run();
    } catch (RuntimeException | Error e) {
      LOG.error("what is done again and again has failed, and goes on", e);
    }
  }
}

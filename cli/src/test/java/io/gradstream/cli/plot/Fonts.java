package io.gradstream.cli.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Whether this machine has fonts: a JDK brings none, and a bare container has none. */
public final class Fonts {

  private Fonts() {}

  public static boolean areThere() {
    Graphics2D canvas = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return canvas.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("x") > 0;
    } catch (LinkageError | InternalError e) {
      return false;
    } finally {
      canvas.dispose();
    }
  }
}

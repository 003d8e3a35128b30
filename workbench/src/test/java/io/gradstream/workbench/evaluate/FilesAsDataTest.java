package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures as rows: in cells, in files that cells name, and in folders. */
final class FilesAsDataTest {

  /** A grey picture of 3 x 2 pixels, 0 to 255 in steps of 51. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNgME5jmHnmPwAHmgL+77L/2AAAAABJRU5ErkJggg==";

  private static final float[] PIXELS = {0, 51, 102, 153, 204, 255};

  private static final String SPEC =
      """
      learner: pictures
      events: {topic: pictures}
      features: [{field: picture, as: image, shape: [2, 3, 1]}]
      target: {classes: [bag, boot], field: label}
      network: [{flatten: {}}, {dense: 4}]
      """;

  @TempDir private Path folder;

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("pictures.yaml", text, Map.of()));
  }

  private static List<Row> rows(Path data) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = RowReader.open(spec(SPEC), InputFile.of(data))) {
      for (Row row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void writePicture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(PNG));
  }

  private static float[] pixels(Row row) {
    return ((Decoded.Good) row.event()).event().numbers(0);
  }

  @Test
  void aCellIsAPictureInBase64OrNamesItsFile() throws IOException {
    writePicture("all/boot 1.png");
    String text = "picture,label\n%1$s,bag\nbase64:%1$s,bag\nall/boot 1.png,boot\n".formatted(PNG);
    assertThat(rows(write("data.csv", text)))
        .hasSize(3)
        .allSatisfy(row -> assertThat(pixels(row)).isEqualTo(PIXELS));
  }

  @Test
  void aPictureThatCannotBeHadIsSetAsideWithItsReason() throws IOException {
    write("broken.png", "GIF89a");
    String text =
        "picture,label\nnone.png,bag\nbroken.png,bag\n../x.png,boot\n/etc/x.png,boot\n,boot\n";
    List<String> reasons = new ArrayList<>();
    for (Row row : rows(write("data.csv", text))) {
      Decoded.Good good = (Decoded.Good) row.event();
      assertThat(good.event().isMissing(0)).isTrue();
      good.setAside().forEach(bad -> reasons.add(bad.message()));
    }
    assertThat(reasons)
        .containsExactly(
            "there is no file none.png beside the data file",
            "picture must be an image, PNG or JPEG: found GIF, which is not read",
            "the file ../x.png must lie in the folder of the data file",
            "the file /etc/x.png must lie in the folder of the data file");
  }

  @Test
  void aFolderIsItsFilesAndTheFoldersInItAreTheirLabels() throws IOException {
    for (int i = 0; i < 6; i++) {
      writePicture("boot/%d.png".formatted(i));
      writePicture("bag/%d.png".formatted(i));
    }
    writePicture(".hidden/1.png");
    EvaluationReport report = Evaluation.run(spec(SPEC), folder, Long.MAX_VALUE, System::nanoTime);
    assertThat(report.table()).contains("pictures: 12 rows, 12 scored");
    assertThat(rows(folder)).hasSize(12);
    assertThat(rows(folder)).isEqualTo(rows(folder));
  }

  @Test
  void aFolderMaySayItsLabelsInAFile() throws IOException {
    writePicture("a.png");
    write("labels.csv", "picture,label\na.png,boot\n");
    assertThat(rows(folder)).hasSize(1).allSatisfy(row -> assertThat(row.label()).isPresent());
  }

  @Test
  void aFolderIsForLearnersOfFiles() {
    String numbers = SPEC.replace("as: image", "as: numbers");
    assertThatThrownBy(() -> RowReader.open(spec(numbers), InputFile.of(folder)))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("this one reads none");
    assertThatThrownBy(() -> RowReader.open(spec(SPEC), InputFile.of(folder)))
        .hasMessageContaining("is a folder without files");
  }
}

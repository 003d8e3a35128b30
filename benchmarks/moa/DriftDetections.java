import io.gradstream.learning.drift.DriftSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import moa.classifiers.core.driftdetection.ADWIN;
import moa.classifiers.core.driftdetection.ADWINChangeDetector;
import moa.classifiers.core.driftdetection.ChangeDetector;
import moa.classifiers.core.driftdetection.DDM;
import moa.classifiers.core.driftdetection.PageHinkleyDM;

/**
 * Asks MOA 2024.07 what its drift detectors find in our recorded sequences and prints one line a
 * case. MOA is GPL: it is run from outside and is no dependency of this project, so no build
 * compiles this file. To run it:
 *
 * <pre>{@code
 * ./mvnw test-compile -pl learning -am
 * ./mvnw package -f benchmarks/moa/pom.xml -Dmaven.test.skip
 * java -cp $(cat benchmarks/moa/target/classpath):learning/target/test-classes \
 *     benchmarks/moa/DriftDetections.java \
 *     > learning/src/test/resources/io/gradstream/learning/drift/moa.csv
 * }</pre>
 */
final class DriftDetections {

  private static final int SEEDS = 3;
  private static final int DEFAULT_CLOCK = 32;

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.out.println("detector,settings,sequence,seed,drifts,warnings,width");
    for (DriftSequence sequence : DriftSequence.values()) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        Case of = new Case(sequence, seed, sequence.values(seed));
        adwin(of, 0.002, 32);
        adwin(of, 0.00001, 32);
        adwin(of, 0.05, 32);
        adwin(of, 0.3, 32);
        adwin(of, 0.002, 1);
        adwin(of, 0.01, 100);
        pageHinkley(of, 30, 0.005, 50, 0.9999);
        pageHinkley(of, 30, 0.005, 20, 0.9999);
        pageHinkley(of, 1, 0, 10, 0.99);
        pageHinkley(of, 200, 0.1, 15, 1);
        if (sequence.isOfBits()) {
          ddm(of, 30, 2, 3);
          ddm(of, 30, 1.5, 2);
          ddm(of, 1, 2, 3);
          ddm(of, 300, 2.5, 3.5);
        }
      }
    }
  }

  private record Case(DriftSequence sequence, long seed, double[] values) {}

  /** The window itself, cut for any change; and the detector, which tells of rises only. */
  private static void adwin(Case of, double delta, int every) {
    ADWIN window = new ADWIN(delta);
    window.setClock(every);
    List<Integer> cuts = new ArrayList<>();
    for (int i = 0; i < of.values().length; i++) {
      if (window.setInput(of.values()[i])) {
        cuts.add(i);
      }
    }
    print("adwin", delta + " " + every, of, cuts, List.of(), "" + window.getWidth());
    ADWINChangeDetector detector = new ADWINChangeDetector();
    if (every == DEFAULT_CLOCK) {
      detector.deltaAdwinOption.setValue(delta);
      print("adwin-rising", delta + " " + every, of, detector);
    }
  }

  private static void pageHinkley(Case of, int least, double delta, double lambda, double alpha) {
    PageHinkleyDM detector = new PageHinkleyDM();
    detector.minNumInstancesOption.setValue(least);
    detector.deltaOption.setValue(delta);
    detector.lambdaOption.setValue(lambda);
    detector.alphaOption.setValue(alpha);
    print("page-hinkley", least + " " + delta + " " + lambda + " " + alpha, of, detector);
  }

  private static void ddm(Case of, int least, double warning, double drift) {
    DDM detector = new DDM();
    detector.minNumInstancesOption.setValue(least);
    detector.warningLevelOption.setValue(warning);
    detector.outcontrolLevelOption.setValue(drift);
    print("ddm", least + " " + warning + " " + drift, of, detector);
  }

  private static void print(String name, String settings, Case of, ChangeDetector detector) {
    detector.resetLearning();
    List<Integer> drifts = new ArrayList<>();
    List<Integer> warnings = new ArrayList<>();
    for (int i = 0; i < of.values().length; i++) {
      detector.input(of.values()[i]);
      if (detector.getChange()) {
        drifts.add(i);
      } else if (detector.getWarningZone()) {
        warnings.add(i);
      }
    }
    print(name, settings, of, drifts, warnings, "");
  }

  private static void print(
      String name,
      String settings,
      Case of,
      List<Integer> drifts,
      List<Integer> warnings,
      String width) {
    String sequence = of.sequence().name();
    System.out.println(
        String.join(
            ",", name, settings, sequence, "" + of.seed(), runs(drifts), runs(warnings), width));
  }

  /** Indices that follow each other as FIRST-LAST. */
  private static String runs(List<Integer> indices) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < indices.size(); i++) {
      int first = indices.get(i);
      while (i + 1 < indices.size() && indices.get(i + 1) == indices.get(i) + 1) {
        i++;
      }
      text.append(text.isEmpty() ? "" : " ").append(first);
      text.append(indices.get(i) == first ? "" : "-" + indices.get(i));
    }
    return text.toString();
  }
}

package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.Target;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Posting;
import java.util.stream.Stream;

/** What models make, and the path that asks for it. */
enum Makes {
  TEXTS("nextToken", "generate", "tokens") {
    @Override
    boolean fits(Target target) {
      return target.writesText();
    }

    @Override
    MakeRequest read(Posting posting, boolean isStreamed) {
      return TextRequest.read(posting, isStreamed);
    }
  },
  SAMPLES("generate", "sample", "samples") {
    @Override
    boolean fits(Target target) {
      return target.drawsEvents();
    }

    @Override
    MakeRequest read(Posting posting, boolean isStreamed) {
      return SampleRequest.read(posting);
    }
  };

  private final String target;
  private final String path;
  private final String pieces;

  Makes(String target, String path, String pieces) {
    this.target = target;
    this.path = path;
    this.pieces = pieces;
  }

  abstract boolean fits(Target of);

  abstract MakeRequest read(Posting posting, boolean isStreamed);

  /** What it is made of, in the plural. */
  String pieces() {
    return pieces;
  }

  /**
   * Refuses a learner that is asked on the wrong path.
   *
   * @throws HttpProblem that names the right one
   */
  void require(ModelSpec spec) {
    if (!fits(spec.target())) {
      String right =
          Stream.of(values())
              .filter(other -> other.fits(spec.target()))
              .map(other -> other.path)
              .findFirst()
              .orElse("infer");
      throw HttpProblem.badRequest(
          "%s must be asked of a learner whose target is %s, and that of %s is %s: ask /v2/models/%s/%s"
              .formatted(
                  path, target, spec.learner(), spec.target().task(), spec.learner(), right));
    }
  }
}

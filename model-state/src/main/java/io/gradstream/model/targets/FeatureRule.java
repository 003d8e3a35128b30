package io.gradstream.model.targets;

/** Features that a target can be predicted from. */
public enum FeatureRule {
  /** All kinds. */
  ANY,
  /** Dense ones: no tables of categories and no tokens. */
  DENSE,
  /** One text, as tokens. */
  ONE_TEXT
}

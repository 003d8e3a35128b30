/**
 * A small language of checked YAML, which knows nothing of learning: shapes of values and keys of
 * objects say at once what is valid, what holds by default and what the JSON Schema is. Doors: a
 * {@link io.gradstream.learning.spec.yaml.Shape} checks a value and leaves a {@link
 * io.gradstream.learning.spec.yaml.Section}; {@link io.gradstream.learning.spec.yaml.Findings}
 * gathers what is wrong.
 */
package io.gradstream.learning.spec.yaml;

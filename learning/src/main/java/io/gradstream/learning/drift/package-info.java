/**
 * Drift detectors on a stream of single values, as errors, losses or inputs: plain classes that
 * keep their whole state in bytes. Doors: a {@link io.gradstream.learning.drift.DetectorConfig} and
 * the {@link io.gradstream.learning.drift.DriftDetector} it makes; a {@link
 * io.gradstream.learning.drift.DriftMonitor}, a bank of them on one learner. What is done about
 * drift is in the package {@code ladder}.
 */
package io.gradstream.learning.drift;

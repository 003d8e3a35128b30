package io.gradstream.network;

/**
 * What a training step did.
 *
 * @param loss mean loss of the mini-batch before the step; of an adversarial network the
 *     discriminator's and then the generator's, added
 * @param updated false when the loss or a gradient was not finite: weights and moments are
 *     untouched. The generator of an adversarial network may stay as it is when the discriminator
 *     was updated: then the loss may not be finite, but this is true
 */
public record StepResult(float loss, boolean updated) {}

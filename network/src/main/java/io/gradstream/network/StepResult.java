package io.gradstream.network;

/**
 * What a training step did.
 *
 * @param loss mean loss of the mini-batch before the step
 * @param updated false when the loss or a gradient was not finite: weights and moments are
 *     untouched
 */
public record StepResult(float loss, boolean updated) {}

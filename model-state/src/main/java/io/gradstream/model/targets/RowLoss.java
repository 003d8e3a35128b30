package io.gradstream.model.targets;

/**
 * What a model lost on one event that is its own label.
 *
 * @param sum of the losses
 * @param count of what they are of: the tokens of a text, otherwise 1
 */
public record RowLoss(double sum, int count) {}

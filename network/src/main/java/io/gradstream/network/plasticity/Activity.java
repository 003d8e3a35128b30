package io.gradstream.network.plasticity;

/**
 * How much of a network is in use, over 128 of the rows it learned last, an eighth of each
 * mini-batch; where a row has several positions or more than 1,024 values, over the last
 * mini-batch.
 *
 * @param units of hidden dense layers and filters of hidden convolutions, each with a layer after
 *     it
 * @param deadUnits those whose every value was zero, as the next layer finds them
 * @param effectiveRank of the values that the last layer reads, [rows, width], in [1, width]: e to
 *     the entropy of the singular values, each as a share of their sum (Roy and Vetterli 2007); of
 *     128 rows and positions at most. 0 before the first step, and where no dense layer or
 *     convolution comes last
 */
public record Activity(int units, int deadUnits, double effectiveRank) {}

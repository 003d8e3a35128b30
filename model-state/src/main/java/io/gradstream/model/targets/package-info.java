/**
 * What is predicted: one file a kind of target, and nothing else asks which kind it is. May use
 * features and networks; models and everything above use it.
 */
package io.gradstream.model.targets;

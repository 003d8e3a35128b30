/**
 * Versions derived again from what a learner's topics hold: statements of what a version was
 * learned from, and whether they are true.
 */
package io.gradstream.cli.prove;

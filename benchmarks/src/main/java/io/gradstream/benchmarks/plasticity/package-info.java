/** Whether a network that has learned for long still learns as it did when it was new. */
package io.gradstream.benchmarks.plasticity;

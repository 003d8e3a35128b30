/** MOA's learners over a file, to measure against. A process of its own; see the project's pom. */
package io.gradstream.benchmarks.moa;

/**
 * What the service says of itself: measures as Prometheus reads them, and log lines that nobody
 * outside can make many, long or misleading.
 */
package io.gradstream.serving.report;

/** What the service says of itself: measures, as Prometheus reads them. */
package io.gradstream.serving.report;

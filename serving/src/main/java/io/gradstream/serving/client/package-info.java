/**
 * A client of the query service in one class, for users. Door: {@link
 * io.gradstream.serving.client.GradstreamClient}, which uses nothing else of ours.
 */
package io.gradstream.serving.client;

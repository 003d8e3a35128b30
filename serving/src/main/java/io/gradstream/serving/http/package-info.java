/**
 * The front of the service, which knows nothing of models: HTTP, TLS, tokens, limits, and the paths
 * there are. Doors: a {@link io.gradstream.serving.http.Front} makes the endpoint of a {@link
 * io.gradstream.serving.http.Responder}, which answers a {@link io.gradstream.serving.http.Route}
 * with a {@link io.gradstream.serving.http.Reply}.
 */
package io.gradstream.serving.http;

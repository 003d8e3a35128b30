/**
 * The Open Inference Protocol over gRPC, with reflection and health, on a port of its own. Door:
 * {@link io.gradstream.serving.grpc.GrpcEndpoint}. What may pass, limits and turns are those of
 * HTTP.
 */
package io.gradstream.serving.grpc;

/**
 * The query service: follows the models topics and answers the Open Inference Protocol, version 2,
 * over HTTP; where an operator says so, it puts records to learn from on their topics. {@link
 * io.gradstream.serving.Main} is a process of its own, {@link io.gradstream.serving.QueryService}
 * the same to embed. No Flink.
 */
package io.gradstream.serving;

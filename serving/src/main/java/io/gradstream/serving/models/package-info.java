/**
 * The models a service holds, and the thread that follows the models topics for newer ones. Doors:
 * {@link io.gradstream.serving.models.ModelStore}, and {@link
 * io.gradstream.serving.models.ModelsFollower}, which fills it. It uses no other room of the
 * service: {@code sql} follows models by it, too.
 */
package io.gradstream.serving.models;

package io.gradstream.serving.protocol;

/** Where questions to a model stand in line: those to models of one key take turns. */
record ModelLane(String learner, String key) {}

package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Example;

/** An example that waits to be learned by the model of its key. */
record Lesson(String key, Example example) {}

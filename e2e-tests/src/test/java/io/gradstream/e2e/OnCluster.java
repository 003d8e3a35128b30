package io.gradstream.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Cluster}, started at first need and ended after the last test. */
public final class OnCluster implements ParameterResolver {

  /** What tests share of which each takes most of a small machine: one at a time. */
  static final String MACHINE = "most of the machine";

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(OnCluster.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent(Cluster.class, type -> new Cluster(), Cluster.class);
  }
}

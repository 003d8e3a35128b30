package io.gradstream.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.ml.ModelProvider;

/** The factory over models that a test holds, as Flink finds it: {@code 'provider' = 'held'}. */
public final class HeldModelsFactory implements ModelProviderFactory {

  private final GradstreamModelFactory factory = new GradstreamModelFactory(new HeldModels());

  @Override
  public String factoryIdentifier() {
    return "held";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return factory.requiredOptions();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return factory.optionalOptions();
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    return factory.createModelProvider(context);
  }
}

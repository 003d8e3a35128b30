package io.gradstream.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.FactoryUtil.ModelProviderFactoryHelper;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.ml.ModelProvider;

/**
 * Makes a learner's models a model of Flink SQL. Columns that do not fit the learner are refused
 * while the query is planned, if Kafka can be read there and has a model; in any case when it
 * starts.
 */
public final class GradstreamModelFactory implements ModelProviderFactory {

  private final ModelSource source;

  /** For Flink, which finds it by its name. */
  public GradstreamModelFactory() {
    this(new KafkaModels());
  }

  GradstreamModelFactory(ModelSource source) {
    this.source = source;
  }

  @Override
  public String factoryIdentifier() {
    return "gradstream";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return ModelOptions.REQUIRED;
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return ModelOptions.OPTIONAL;
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    ModelProviderFactoryHelper helper = FactoryUtil.createModelProviderFactoryHelper(this, context);
    helper.validateExcept(ModelOptions.KAFKA);
    ResolvedCatalogModel model = context.getCatalogModel();
    ModelOptions options = ModelOptions.of(helper.getOptions(), model.getOptions());
    Signature signature =
        Signature.of(
            context.getObjectIdentifier().getObjectName(),
            model.getResolvedInputSchema(),
            model.getResolvedOutputSchema());
    source.newestSpec(options).ifPresent(signature::requireFit);
    return new LearnerProvider(new PredictRows(options, signature, source));
  }
}

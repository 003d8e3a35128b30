/**
 * The Flink ML API on Gradstream's learner: an estimator of networks that learn online, its model
 * and a servable. Nothing of Flink ML's iteration library is used.
 *
 * <p>Learn from one table and predict another while it learns:
 *
 * <pre>{@code
 * OnlineNetworkModel model =
 *     new OnlineNetwork()
 *         .setName("fraud")
 *         .setFeaturesCol("features")
 *         .setLabelCol("isFraud")
 *         .setHiddenLayers(64, 32)
 *         .setSnapshotEverySteps(50)
 *         .fit(labelledPayments);
 *
 * Table predicted = model.transform(payments)[0]; // prediction, rawPrediction, modelVersion
 * tables.toDataStream(predicted).sinkTo(...);
 * model.save("hdfs:///models/fraud"); // keeps the newest version there while the job runs
 * environment.execute();
 * }</pre>
 *
 * <p>Elsewhere, without Flink running:
 *
 * <pre>{@code
 * try (OnlineNetworkModelServable servable =
 *     OnlineNetworkModelServable.load("hdfs:///models/fraud")) {
 *   DataFrame predicted = servable.transform(payments);
 * }
 * }</pre>
 *
 * <p>A stream of vectors is declared with {@link io.gradstream.operators.ml.VectorType}: Flink ML's
 * own types of them do not work on Flink 2.
 *
 * <p>A job that uses these classes has {@code flink-table-api-java-bridge} and a table planner on
 * its class path, as every Flink distribution has.
 */
package io.gradstream.operators.ml;

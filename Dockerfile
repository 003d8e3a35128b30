# Builds Gradstream from source and makes three images: jobmanager and taskmanager (target "flink")
# and the query service (target "serving"). See docker-compose.yml.

FROM eclipse-temurin:17.0.15_6-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B install -DskipTests \
 && ./mvnw -q -B -pl network dependency:copy-dependencies \
      -DincludeScope=runtime -DexcludeGroupIds=org.slf4j -DoutputDirectory=/engine \
 && cp network/target/gradstream-network-*.jar /engine/ \
 && ./mvnw -q -B -pl serving dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/serving \
 && cp serving/target/gradstream-serving-*.jar /serving/ \
 && mkdir /job && cp jobs/target/gradstream-jobs-*-job.jar /job/gradstream-job.jar

# The engine and its native libraries belong on the cluster's own class path: a native library loads
# once per class loader. The job jar stays thin.
FROM flink:1.20.3-java17 AS flink
COPY --from=build /engine/ /opt/flink/lib/
COPY --from=build /job/gradstream-job.jar /opt/flink/usrlib/gradstream-job.jar

FROM eclipse-temurin:17.0.15_6-jre AS serving
COPY --from=build /serving/ /opt/gradstream/lib/
COPY --from=build /src/network/src/main/resources/io/gradstream/network/engine.args /opt/gradstream/engine.args
ENV OMP_NUM_THREADS=1
EXPOSE 8080
ENTRYPOINT ["java", "@/opt/gradstream/engine.args", "-XX:+UseSerialGC", "-Xmx256m", "-cp", "/opt/gradstream/lib/*", "io.gradstream.serving.Main"]

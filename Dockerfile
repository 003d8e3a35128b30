# Builds Gradstream from source and makes three images: jobmanager and taskmanager (target "flink")
# and the query service (target "serving"). See docker-compose.yml.

FROM eclipse-temurin:17.0.15_6-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B install -DskipTests \
 && ./mvnw -q -B -pl serving dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/serving \
 && cp serving/target/gradstream-serving-*.jar /serving/ \
 && mkdir /job && cp jobs/target/gradstream-jobs-*-job.jar /job/gradstream-job.jar

FROM flink:2.2.1-java17 AS flink
COPY --from=build /job/gradstream-job.jar /opt/flink/usrlib/gradstream-job.jar

FROM eclipse-temurin:17.0.15_6-jre AS serving
COPY --from=build /serving/ /opt/gradstream/lib/
COPY --from=build /src/network/src/main/resources/io/gradstream/network/engine.args /opt/gradstream/engine.args
EXPOSE 8080
ENTRYPOINT ["java", "@/opt/gradstream/engine.args", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx384m", "-cp", "/opt/gradstream/lib/*", "io.gradstream.serving.Main"]

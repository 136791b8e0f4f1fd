# The registry for an existing Kafka: no broker in it, no shell tricks. docker build -t stele .
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Everything the server and the serdes need at run time, without the broker that tests and `stele dev` use.
RUN mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip \
      -pl registry-server,registry-serde-json,registry-serde-protobuf -am package dependency:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory=/stele/lib \
 && mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip -pl registry-cli -am package \
 && cp registry-cli/target/registry-cli-*.jar registry-server/target/registry-server-*.jar \
      registry-serde-json/target/registry-serde-*.jar registry-serde-protobuf/target/registry-serde-*.jar \
      /stele/lib/ \
 && cp registry-cli/target/stele/lib/registry-testkit-*.jar registry-cli/target/stele/lib/picocli-*.jar \
      /stele/lib/

FROM eclipse-temurin:25-jre
COPY --from=build /stele/lib /opt/stele/lib
# The classes as the JVM holds them: a start with them takes half the work. Made by a start that finds no
# Kafka; the class path must be the same later, so it is spelled once, in a file.
RUN printf -- '-XX:+UseSerialGC\n--enable-native-access=ALL-UNNAMED\n--sun-misc-unsafe-memory-access=allow\n-cp\n%s\n' \
      "$(ls /opt/stele/lib/*.jar | paste -sd: -)" > /opt/stele/java.args \
 && (timeout -s TERM 20 java -XX:AOTCacheOutput=/opt/stele/stele.aot @/opt/stele/java.args \
      dev.stele.cli.Main serve --set kafkastore.bootstrap.servers=127.0.0.1:1 || true) \
 && test -s /opt/stele/stele.aot
RUN useradd --system --no-create-home stele
USER stele
ENV SCHEMA_REGISTRY_LISTENERS=http://0.0.0.0:8081
EXPOSE 8081
ENTRYPOINT ["java", "-XX:AOTCache=/opt/stele/stele.aot", "@/opt/stele/java.args", "dev.stele.cli.Main"]
CMD ["serve"]

package dev.stele.it.log;

import static dev.stele.server.log.LogContract.ONE;
import static dev.stele.server.log.LogContract.TWO;
import static dev.stele.server.log.LogContract.await;
import static dev.stele.server.log.LogContract.entry;
import static dev.stele.server.log.LogContract.reasonOf;
import static dev.stele.server.log.LogContract.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.it.fixture.TestKafka;
import dev.stele.server.domain.Event;
import dev.stele.server.log.Claim;
import dev.stele.server.log.ForeignWriterPolicy;
import dev.stele.server.log.KafkaLog;
import dev.stele.server.log.Log;
import dev.stele.server.log.Log.Claimed;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import dev.stele.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the log after something went wrong between a node and a broker. */
@Timeout(120)
class KafkaLogFaultsTest {
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest(name = "{0}: {1}, there={2}")
  @CsvSource({
    "BEFORE_SEND, UNAVAILABLE, false",
    "AFTER_SEND, UNAVAILABLE, false",
    "BEFORE_END, ROLE_LOST, false",
    "AFTER_END, ROLE_LOST, true",
  })
  void append_failedAtAStep_isThereWholeOrNotAtAll(
      FailingProducer.Step step, Reason reason, boolean there) {
    try (KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers())) {
      FailingProducer faults = new FailingProducer();
      Log one = logs.open(ONE, KafkaLogs.REFUSE, faults::newProducer);
      Claim first = await(one.claim()).claim();
      List<Event> events =
          List.of(schema(1, "\"int\""), schema(2, "\"int\""), schema(3, "\"int\""));
      faults.failOnceAt(step);

      assertThat(reasonOf(one.append(first, List.of(entry(events.toArray(new Event[0]))))))
          .isEqualTo(reason);
      assertThat(reasonOf(one.append(first, List.of(entry(schema(4, "\"int\""))))))
          .isEqualTo(Reason.ROLE_LOST);
      Claimed second = await(logs.open(TWO).claim());

      assertThat(facts(logs.read(LogTopic.SCHEMAS, second.barrier())))
          .isEqualTo(there ? events : List.of());
      Claimed third = await(one.claim());
      await(one.append(third.claim(), List.of(entry(schema(5, "\"int\"")))));
    }
  }

  @Test
  void appends_ofTwoNodesClaimingAtOnce_areThereOnceIfAcknowledged() {
    try (KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers())) {
      List<Event> acknowledged = new ArrayList<>();
      Writer one = new Writer(logs.open(ONE), 1, acknowledged);
      Writer two = new Writer(logs.open(TWO), 1001, acknowledged);

      await(
          CompletableFuture.allOf(
              one.run().toCompletableFuture(), two.run().toCompletableFuture()));

      Position end = await(logs.open(ONE).claim()).barrier();
      List<Event> facts = facts(logs.read(LogTopic.SCHEMAS, end));
      assertThat(acknowledged).isNotEmpty();
      assertThat(facts).containsAll(acknowledged).doesNotHaveDuplicates();
      assertThat(facts.size() % 2).isZero();
    }
  }

  /** Writes commands of two events each, claiming whenever it lost the role. */
  private static final class Writer {
    private static final int COMMANDS = 20;
    private final Log log;
    private final int firstVersion;
    private final List<Event> acknowledged;
    private int written;

    Writer(Log log, int firstVersion, List<Event> acknowledged) {
      this.log = log;
      this.firstVersion = firstVersion;
      this.acknowledged = acknowledged;
    }

    CompletionStage<Position> run() {
      return log.claim()
          .thenCompose(claimed -> append(claimed.claim()))
          .exceptionallyCompose(failure -> written == COMMANDS ? done() : run());
    }

    private CompletionStage<Position> append(Claim claim) {
      Event first = schema(firstVersion + 2 * written, "\"int\"");
      Event second = schema(firstVersion + 2 * written + 1, "\"int\"");
      written++;
      return log.append(claim, List.of(entry(first, second)))
          .thenCompose(
              place -> {
                synchronized (acknowledged) {
                  acknowledged.add(first);
                  acknowledged.add(second);
                }
                return written == COMMANDS
                    ? CompletableFuture.completedFuture(place)
                    : append(claim);
              });
    }

    private static CompletionStage<Position> done() {
      return CompletableFuture.completedFuture(Position.START);
    }
  }

  @Test
  void append_topicTakesLessThanItDid_isRefusedByTheBrokerAndTheClaimStillHolds() throws Exception {
    try (KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers())) {
      Log log = logs.open(ONE);
      Claimed claimed = await(log.claim());
      limitRecords(logs.topics().schemas().name(), 2_000);
      Event large = schema(1, "x".repeat(5_000));
      CompletionStage<Position> refused = log.append(claimed.claim(), List.of(entry(large)));
      while (!fails(refused)) { // the broker needs a moment to obey
        refused = log.append(claimed.claim(), List.of(entry(large)));
      }

      assertThat(reasonOf(refused)).isEqualTo(Reason.TOO_LARGE);

      Event small = schema(2, "\"int\"");
      Position end = await(log.append(claimed.claim(), List.of(entry(small))));
      assertThat(facts(logs.read(LogTopic.SCHEMAS, end))).endsWith(small);
    }
  }

  private static boolean fails(CompletionStage<?> stage) {
    return await(stage.handle((done, failure) -> failure != null));
  }

  private static void limitRecords(String topic, int bytes) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  @Test
  void claim_whileTheReferenceRuns_isRefusedUnlessToWarn() {
    try (KafkaLogs logs = new KafkaLogs(kafka.bootstrapServers());
        KafkaConsumer<byte[], byte[]> reference =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", kafka.bootstrapServers(),
                    "group.id", "theirs",
                    "client.id", "sr-1"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      reference.subscribe(List.of(logs.topics().schemas().name()));
      while (reference.assignment().isEmpty()) {
        reference.poll(Duration.ofMillis(100));
      }

      Log refusing = logs.open(ONE, new ForeignWriterPolicy("theirs", true), KafkaLog::newProducer);
      assertThatThrownBy(() -> await(refusing.claim()))
          .hasMessageContaining("group theirs: sr-1/")
          .hasMessageContaining("stele.foreign.writers=warn");
      assertThat(reasonOf(refusing.claim())).isEqualTo(Reason.FORBIDDEN);

      Log warning = logs.open(ONE, new ForeignWriterPolicy("theirs", false), KafkaLog::newProducer);
      await(warning.claim());
    }
  }

  @Test
  void close_brokerGone_endsSoonAndTellsTheCaller() {
    try (KafkaBroker broker = KafkaBroker.start();
        KafkaLogs logs = new KafkaLogs(broker.bootstrapServers())) {
      KafkaLog log = logs.open(ONE);
      Claim claim = await(log.claim()).claim();
      broker.stop();
      CompletionStage<Position> running = log.append(claim, List.of(entry(schema(1, "\"int\""))));
      CompletionStage<Position> waiting = log.append(claim, List.of(entry(schema(2, "\"int\""))));

      long start = System.nanoTime();
      log.close();

      // Two seconds, and what a machine pauses; Kafka alone would go on for minutes.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      assertThat(reasonOf(running)).isIn(Reason.UNAVAILABLE, Reason.ROLE_LOST);
      assertThat(reasonOf(waiting)).isEqualTo(Reason.UNAVAILABLE);
    }
  }

  @Test
  void append_brokerGone_failsWithinKafkasTimeouts() {
    try (KafkaBroker broker = KafkaBroker.start();
        KafkaLogs logs = new KafkaLogs(broker.bootstrapServers())) {
      KafkaLog impatient = logs.openImpatient(ONE);
      CompletionStage<Claimed> claimed = impatient.claim();
      while (fails(claimed)) { // a machine that does much else may take longer
        claimed = impatient.claim();
      }
      Claim claim = await(claimed).claim();
      broker.stop();

      assertThat(reasonOf(impatient.append(claim, List.of(entry(schema(1, "\"int\""))))))
          .isEqualTo(Reason.UNAVAILABLE);
      assertThat(reasonOf(impatient.end())).isEqualTo(Reason.UNAVAILABLE);

      broker.restart();
      Claimed again = await(logs.open(TWO).claim());
      assertThat(facts(logs.read(LogTopic.SCHEMAS, again.barrier()))).isEmpty();
    }
  }

  private static List<Event> facts(List<LogRecord> records) {
    return records.stream()
        .filter(record -> record.content() instanceof Fact)
        .map(record -> ((Fact) record.content()).event())
        .toList();
  }
}

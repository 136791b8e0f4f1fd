package dev.stele.it.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.ModeSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Log;
import dev.stele.server.log.Log.Claimed;
import dev.stele.server.log.Log.Entry;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import dev.stele.server.log.RecordReader;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.Outcome;
import dev.stele.server.view.Snapshot;
import dev.stele.testkit.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(300)
class ViewRestoreTest {
  private static final Logger logger = LoggerFactory.getLogger(ViewRestoreTest.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static KafkaBroker broker;

  private ViewOnKafka kafka;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    kafka = new ViewOnKafka(broker, test.getTestMethod().orElseThrow().getName());
    kafka.create(kafka.schemas());
    kafka.create(kafka.own());
  }

  @AfterEach
  void closeAll() throws Exception {
    kafka.close();
  }

  @Test
  void emptyLog_isReadyAtOnce() {
    LiveView view = kafka.started();

    ViewOnKafka.await("ready", () -> view.status().ready());
    assertThat(view.snapshot().applied()).isEqualTo(Position.START);
    assertThat(view.snapshot().unfit()).isEmpty();
  }

  @Test
  void reading_leavesNothingOnDisk() {
    Path defaultStateDirectory = Path.of(System.getProperty("java.io.tmpdir"), "kafka-streams");

    kafka.started();

    assertThat(defaultStateDirectory.resolve("stele-view-test-node")).doesNotExist();
  }

  @Test
  void foreignLog_isReadAsItIs() throws IOException {
    State expected = State.empty(Defaults.STANDARD);
    RecordReader reader = new RecordReader(LogTopic.SCHEMAS);
    Producer<byte[], byte[]> producer = kafka.producer(null);
    long offset = 0;
    for (ProducerRecord<byte[], byte[]> record : recorded(kafka.schemas())) {
      ViewOnKafka.get(producer.send(record));
      Stamp stamp = new Stamp(offset, Objects.requireNonNull(record.timestamp()));
      LogRecord read = reader.read(stamp, record.key(), record.value(), record.headers());
      State before = expected;
      expected =
          read.content()
              .fold(
                  fact -> before.apply(fact.event(), stamp), noop -> before, unreadable -> before);
      offset++;
    }

    Snapshot snapshot = kafka.started().snapshot();

    assertThat(snapshot.applied()).isEqualTo(new Position(offset, 0));
    assertThat(snapshot.state().equals(expected)).isTrue();
    assertThat(snapshot.state().countVersions()).isGreaterThan(10);
    assertThat(snapshot.quarantined()).isEmpty();
    assertThat(snapshot.claim()).isEmpty();
  }

  @Test
  void abortedTransaction_isNeverShown_andItsMarkerIsPassed() {
    Producer<byte[], byte[]> writer = kafka.producer("aborts");
    writer.beginTransaction();
    var kept = writer.send(ViewOnKafka.version(kafka.schemas(), "kept", 1, 1));
    writer.commitTransaction();
    assertThat(kept).isDone();
    abort(writer, "aborted-before-start");
    LiveView view = kafka.started();
    abort(writer, "aborted-while-running");

    // Three transactions of one record and one marker each.
    Snapshot snapshot = kafka.applied(view, new Position(6, 0));

    assertThat(snapshot.state().subjects()).containsExactly(Subject.of("kept"));
    ViewOnKafka.await("no lag", () -> view.status().lag() == 0);
  }

  @Test
  void openTransaction_isNotShown_norWhatFollowsIt_untilItEnds() {
    Producer<byte[], byte[]> writer = kafka.producer("stays-open");
    Producer<byte[], byte[]> other = kafka.producer(null);
    kafka.write(other, ViewOnKafka.schemaKey("first", 1), ViewOnKafka.schemaValue("first", 1, 1));
    writer.beginTransaction();
    var open = writer.send(ViewOnKafka.version(kafka.schemas(), "open", 1, 2));
    writer.flush();
    assertThat(open).isDone();
    Position behind =
        kafka.write(
            other, ViewOnKafka.schemaKey("behind", 1), ViewOnKafka.schemaValue("behind", 1, 3));

    LiveView view = kafka.started();
    assertThat(view.snapshot().state().subjects()).containsExactly(Subject.of("first"));
    CompletableFuture<Snapshot> waiting = view.applied(behind).toCompletableFuture();
    assertThat(waiting).isNotDone();
    writer.abortTransaction();

    assertThat(ViewOnKafka.get(waiting).state().subjects())
        .containsExactly(Subject.of("behind"), Subject.of("first"));
  }

  @Test
  void unreadableRecords_areSetAside_inRestoreAndAfter() {
    Producer<byte[], byte[]> producer = kafka.producer(null);
    kafka.write(producer, "not JSON", "{}");
    kafka.write(producer, ViewOnKafka.schemaKey("a", 1), ViewOnKafka.schemaValue("a", 1, 1));
    LiveView view = kafka.started();
    kafka.write(producer, ViewOnKafka.schemaKey("b", 1), "{\"subject\":");
    Position end =
        kafka.write(producer, ViewOnKafka.schemaKey("c", 1), ViewOnKafka.schemaValue("c", 1, 2));

    Snapshot snapshot = kafka.applied(view, end);

    assertThat(snapshot.state().subjects()).containsExactly(Subject.of("a"), Subject.of("c"));
    assertThat(snapshot.quarantined())
        .extracting(Snapshot.Quarantined::offset)
        .containsExactly(0L, 2L);
    assertThat(view.status().problem().orElseThrow())
        .contains("2 records", "offset 0 of " + kafka.schemas());
  }

  @Test
  void counterInTheOwnTopic_isApplied_inRestoreAndAfter() {
    Producer<byte[], byte[]> writer = kafka.producer("counts");
    Position first = count(writer, 41);
    LiveView view = kafka.started();
    assertThat(kafka.applied(view, first).state().highestId(".")).isEqualTo(41);

    Position second = count(writer, 57);

    assertThat(kafka.applied(view, second).state().highestId(".")).isEqualTo(57);
  }

  @Test
  void ourWriter_isFollowed_inBothTopics() {
    LiveView view = kafka.started();
    Log log = kafka.writer();
    Claimed claimed = ViewOnKafka.get(log.claim().toCompletableFuture());
    assertThat(kafka.applied(view, claimed.barrier()).claim()).contains(claimed.claim());
    SchemaContent content = SchemaContent.of(SchemaType.AVRO, "\"string\"");
    Event written = new SchemaWritten(Subject.of("a"), 1, 1, content, true);
    kafka.applied(view, append(log, claimed, new CommandId(new UUID(0, 1), ""), written));
    CommandId command = new CommandId(new UUID(0, 2), "");
    Event erased = new SchemaErased(Subject.of("a"), 1);
    Event mode = new ModeSet(Subject.of("a"), Mode.READONLY);
    CompletionStage<Outcome> outcome = view.watch(command);

    Position place = append(log, claimed, command, erased, new CounterSet(".", 1), mode);

    Snapshot after = kafka.applied(view, place);
    assertThat(after.state().knows(Subject.of("a"))).isFalse();
    assertThat(after.state().highestId(".")).isEqualTo(1);
    Outcome found = ViewOnKafka.get(outcome.toCompletableFuture());
    assertThat(found.events()).containsExactly(erased, mode);
    assertThat(found.before().knows(Subject.of("a"))).isTrue();
    assertThat(found.place().schemas()).isEqualTo(place.schemas());
  }

  @Test
  void manyRecords_areRestored() {
    int records = 100_000;
    Producer<byte[], byte[]> producer = kafka.producer(null);
    String padding = "x".repeat(800);
    for (int i = 1; i <= records; i++) {
      String subject = "subject-" + i % 20_000;
      int version = 1 + i / 20_000;
      String value =
          ViewOnKafka.schemaValue(subject, version, i)
              .replace("\"deleted\"", "\"unknown\":\"" + padding + "\",\"deleted\"");
      var unused =
          producer.send(
              ViewOnKafka.record(kafka.schemas(), ViewOnKafka.schemaKey(subject, version), value));
    }
    producer.flush();

    long start = System.nanoTime();
    LiveView view = kafka.start();
    Snapshot snapshot = kafka.applied(view, new Position(records, 0));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    logger.info("Restored {} records of about 1 KB in {} ms", records, millis);
    assertThat(snapshot.state().highestId(".")).isEqualTo(records);
    assertThat(snapshot.state().countVersions()).isEqualTo(records);
  }

  private static Position append(Log log, Claimed claimed, CommandId command, Event... events) {
    List<Entry> entries = List.of(new Entry(command, List.of(events)));
    return ViewOnKafka.get(log.append(claimed.claim(), entries).toCompletableFuture());
  }

  private Position count(Producer<byte[], byte[]> writer, int highestId) {
    String key = "{\"keytype\":\"COUNTER\",\"context\":\".\",\"magic\":0}";
    String value = "{\"context\":\".\",\"highestId\":" + highestId + "}";
    writer.beginTransaction();
    var sent = writer.send(ViewOnKafka.record(kafka.own(), key, value));
    writer.commitTransaction();
    return new Position(0, ViewOnKafka.get(sent).offset() + 1);
  }

  private void abort(Producer<byte[], byte[]> writer, String subject) {
    writer.beginTransaction();
    var unused = writer.send(ViewOnKafka.version(kafka.schemas(), subject, 1, 9));
    writer.flush();
    writer.abortTransaction();
  }

  private static List<ProducerRecord<byte[], byte[]>> recorded(String topic) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (InputStream file =
            ViewRestoreTest.class.getResourceAsStream("/conformance/topic-records.jsonl.gz");
        InputStream unpacked = new GZIPInputStream(Objects.requireNonNull(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (JsonNode written : JSON.readTree(line).path("records")) {
          byte[] key = written.get("key").textValue().getBytes(StandardCharsets.UTF_8);
          byte[] value =
              Optional.ofNullable(written.get("value").textValue())
                  .map(text -> text.getBytes(StandardCharsets.UTF_8))
                  .orElse(null);
          records.add(new ProducerRecord<>(topic, 0, 1_700_000_000_000L, key, value));
        }
      }
    }
    return records;
  }
}

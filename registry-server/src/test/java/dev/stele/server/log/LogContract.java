package dev.stele.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.Log.Claimed;
import dev.stele.server.log.Log.Entry;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds for every {@link Log}, in memory and on Kafka. */
public interface LogContract {
  Node ONE = new Node("node-1", "http://one:8081", "stele-_schemas");
  Node TWO = new Node("node-2", "http://two:8081", "stele-_schemas");

  /** A node's log; all logs of one test are on the same topics, empty at first. */
  Log log(Node node);

  /** Everything a reader of committed records gets before the place, once it can be read. */
  List<LogRecord> read(LogTopic topic, Position until);

  @Test
  default void claim_writesABarrierToBothTopics() {
    Claimed claimed = await(log(ONE).claim());

    List<LogRecord> schemas = read(LogTopic.SCHEMAS, claimed.barrier());
    assertThat(schemas).hasSize(1);
    assertThat(schemas.get(0).content()).isEqualTo(new Barrier(Optional.of(claimed.claim())));
    assertThat(schemas.get(0).stamp().offset()).isEqualTo(claimed.claim().offset());
    assertThat(claimed.claim().node()).isEqualTo(ONE);
    assertThat(claimed.claim().released()).isFalse();
    assertThat(read(LogTopic.OWN, claimed.barrier())).hasSize(1);
    assertThat(claimed.barrier().own()).isPositive();
  }

  @Test
  default void append_severalCommands_areReadWithTheirParts() {
    Log log = log(ONE);
    Claimed claimed = await(log.claim());
    Entry delete = entry(new SchemaErased(SUBJECT, 2), new SchemaErased(SUBJECT, 1), COUNTER);
    Entry register = entry(schema(3, "\"int\""));

    Position place = await(log.append(claimed.claim(), List.of(delete, register)));

    List<LogRecord> written = factsBehind(claimed, place);
    assertThat(written.stream().map(record -> ((Fact) record.content()).event()))
        .containsExactly(delete.events().get(0), delete.events().get(1), register.events().get(0));
    assertThat(written.stream().map(record -> record.part().orElseThrow()))
        .containsExactly(
            new Part(delete.command(), 1, 2),
            new Part(delete.command(), 2, 2),
            new Part(register.command(), 1, 1));
    assertThat(place.schemas()).isEqualTo(written.get(2).stamp().offset() + 1);
    assertThat(lastOf(read(LogTopic.OWN, place)).content()).isEqualTo(new Fact(COUNTER));
    assertThat(lastOf(read(LogTopic.OWN, place)).stamp().offset()).isEqualTo(place.own() - 1);
  }

  @Test
  default void append_fenced_losesTheRoleAndWritesNothing() {
    Log one = log(ONE);
    Log two = log(TWO);
    Claimed first = await(one.claim());
    Claimed second = await(two.claim());

    assertThat(reasonOf(one.append(first.claim(), List.of(entry(schema(1, "\"int\""))))))
        .isEqualTo(Reason.ROLE_LOST);

    Position end = await(two.append(second.claim(), List.of(entry(schema(1, "\"long\"")))));
    assertThat(factsBehind(first, end)).hasSize(1);
    assertThat(second.claim().offset()).isGreaterThan(first.claim().offset());
    assertThat(reasonOf(one.append(first.claim(), List.of(entry(schema(2, "\"int\""))))))
        .isEqualTo(Reason.ROLE_LOST);
  }

  @Test
  default void append_afterClaimingAgain_holdsOnlyForTheNewClaim() {
    Log log = log(ONE);
    Claimed first = await(log.claim());
    Claimed second = await(log.claim());

    assertThat(reasonOf(log.append(first.claim(), List.of(entry(schema(1, "\"int\""))))))
        .isEqualTo(Reason.ROLE_LOST);

    Position end = await(log.append(second.claim(), List.of(entry(schema(1, "\"int\"")))));
    assertThat(factsBehind(second, end)).hasSize(1);
  }

  @Test
  default void claim_alternating_everyClaimIsBehindTheLast() {
    Log one = log(ONE);
    Log two = log(TWO);
    long last = -1;
    List<Event> accepted = new ArrayList<>();
    Position end = Position.START;
    for (int round = 1; round <= 6; round++) {
      Log log = round % 2 == 1 ? one : two;
      Claim claim = await(log.claim()).claim();
      assertThat(claim.offset()).isGreaterThan(last);
      last = claim.offset();
      Event event = schema(round, "\"int\"");
      end = await(log.append(claim, List.of(entry(event))));
      accepted.add(event);
    }

    assertThat(
            read(LogTopic.SCHEMAS, end).stream()
                .filter(record -> record.content() instanceof Fact)
                .map(record -> ((Fact) record.content()).event()))
        .containsExactlyElementsOf(accepted);
  }

  @Test
  default void append_tooLarge_isRefusedAndTheClaimStillHolds() {
    Log log = log(ONE);
    Claimed claimed = await(log.claim());
    Event large = schema(2, "x".repeat(log.maxRecordBytes()));
    assertThat(log.recordBytes(large)).isGreaterThan(log.maxRecordBytes());

    assertThat(
            reasonOf(
                log.append(claimed.claim(), List.of(entry(schema(1, "\"int\"")), entry(large)))))
        .isEqualTo(Reason.TOO_LARGE);

    Event event = schema(3, "\"int\"");
    Position end = await(log.append(claimed.claim(), List.of(entry(event))));
    assertThat(factsBehind(claimed, end))
        .extracting(record -> ((Fact) record.content()).event())
        .containsExactly(event);
  }

  @Test
  default void append_asLargeAsTheTopicTakes_isAccepted() {
    Log log = log(ONE);
    Claimed claimed = await(log.claim());
    Event probe = schema(1, "");
    List<Entry> entries = new ArrayList<>();
    // From the border downwards, where lengths of lengths change; and texts that grow when written.
    for (String unit : List.of("x", "ü", "\u0000", "\ud83d\ude00")) {
      int perUnit =
          log.recordBytes(schema(1, unit.repeat(1000))) - log.recordBytes(schema(1, unit));
      int room = log.maxRecordBytes() - log.recordBytes(probe) - 16;
      int units = (int) (room * 999L / perUnit);
      for (int less = 0; less < 3; less++) {
        Event event = schema(entries.size() + 1, unit.repeat(units - less));
        assertThat(log.recordBytes(event))
            .isBetween(log.maxRecordBytes() - 64, log.maxRecordBytes());
        entries.add(entry(event));
      }
    }

    Position end = await(log.append(claimed.claim(), entries));

    assertThat(factsBehind(claimed, end)).hasSameSizeAs(entries);
  }

  @Test
  default void end_coversWhatCanBeRead() {
    Log one = log(ONE);
    Log two = log(TWO);
    Claimed claimed = await(one.claim());
    Position place =
        await(one.append(claimed.claim(), List.of(entry(schema(1, "\"int\""), COUNTER))));
    read(LogTopic.SCHEMAS, place);
    read(LogTopic.OWN, place);

    Position end = await(two.end());

    assertThat(end.reached(place)).isTrue();
  }

  @Test
  default void release_writesABarrierThatSaysSo() {
    Log log = log(ONE);
    Claimed claimed = await(log.claim());

    Position place = await(log.release(claimed.claim()));

    LogRecord last = lastOf(read(LogTopic.SCHEMAS, place));
    assertThat(last.content())
        .isEqualTo(new Barrier(Optional.of(new Claim(place.schemas() - 1, ONE, true))));
    assertThat(reasonOf(log.append(claimed.claim(), List.of(entry(schema(1, "\"int\""))))))
        .isEqualTo(Reason.ROLE_LOST);
  }

  @Test
  default void release_fenced_losesTheRole() {
    Log one = log(ONE);
    Claimed first = await(one.claim());
    Claimed second = await(log(TWO).claim());

    assertThat(reasonOf(one.release(first.claim()))).isEqualTo(Reason.ROLE_LOST);
    assertThat(lastOf(read(LogTopic.SCHEMAS, second.barrier())).content())
        .isEqualTo(new Barrier(Optional.of(second.claim())));
  }

  @Test
  default void claim_afterClose_failsWithoutWriting() {
    Log log = log(ONE);
    log.close();

    assertThat(reasonOf(log.claim())).isEqualTo(Reason.UNAVAILABLE);
    assertThat(reasonOf(log.end())).isEqualTo(Reason.UNAVAILABLE);
  }

  Subject SUBJECT = Subject.of("orders-value");
  CounterSet COUNTER = new CounterSet(Subject.DEFAULT_CONTEXT, 7);

  static SchemaWritten schema(int version, String text) {
    SchemaContent content = SchemaContent.of(SchemaType.AVRO, text);
    return new SchemaWritten(SUBJECT, version, version, content, false);
  }

  static Entry entry(Event... events) {
    return new Entry(new CommandId(UUID.randomUUID(), ""), List.of(events));
  }

  private List<LogRecord> factsBehind(Claimed claimed, Position end) {
    return read(LogTopic.SCHEMAS, end).stream()
        .filter(record -> record.stamp().offset() >= claimed.barrier().schemas())
        .filter(record -> record.content() instanceof Fact)
        .toList();
  }

  private static LogRecord lastOf(List<LogRecord> records) {
    return records.get(records.size() - 1);
  }

  /** What a stage completes with; fails if it takes longer than any timeout of Kafka's. */
  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Why a stage fails. */
  static Reason reasonOf(CompletionStage<?> stage) {
    return assertThat(catchThrowable(() -> await(stage)))
        .cause()
        .asInstanceOf(type(LogException.class))
        .actual()
        .reason();
  }
}

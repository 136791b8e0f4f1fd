package dev.stele.server.log;

import static dev.stele.server.log.LogContract.await;
import static dev.stele.server.log.LogContract.entry;
import static dev.stele.server.log.LogContract.reasonOf;
import static dev.stele.server.log.LogContract.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.Log.Claimed;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.MemoryLog.Fault;
import dev.stele.server.log.MemoryLog.Faults;
import dev.stele.server.log.MemoryLog.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryLogTest implements LogContract {
  private final MemoryBroker broker =
      new MemoryBroker(MemoryBroker.Settings.of(20_000), () -> 1_000, Runnable::run);

  @Override
  public Log log(Node node) {
    return new MemoryLog(broker, node, Runnable::run, Faults.NONE);
  }

  @Override
  public List<LogRecord> read(LogTopic topic, Position until) {
    MemoryBroker.Batch batch = broker.read(topic, 0);
    assertThat(batch.position())
        .isGreaterThanOrEqualTo(topic == LogTopic.SCHEMAS ? until.schemas() : until.own());
    return batch.records();
  }

  @Test
  void append_marker_takesAnOffset() {
    Log log = log(ONE);
    Claimed claimed = await(log.claim());
    Position place = await(log.append(claimed.claim(), List.of(entry(schema(1, "\"int\"")))));

    assertThat(claimed.claim().offset()).isZero();
    assertThat(place.schemas()).isEqualTo(3); // barrier, marker, record
    assertThat(await(log.end())).isEqualTo(new Position(4, 2));
  }

  @ParameterizedTest(name = "{0} {1}: {2}, there={3}")
  @CsvSource({
    "SEND, LOST, UNAVAILABLE, false",
    "SEND, ANSWER_LOST, UNAVAILABLE, false",
    "SEND, LATE, UNAVAILABLE, false",
    "COMMIT, LOST, ROLE_LOST, false",
    "COMMIT, ANSWER_LOST, ROLE_LOST, true",
    "COMMIT, LATE, ROLE_LOST, true",
  })
  void append_faultAtAStep_isResolvedByTheNextClaim(
      Step step, Fault fault, Reason reason, boolean there) {
    List<Fault> next = new ArrayList<>(List.of(Fault.NONE));
    Faults faults = at -> at == step ? next.get(0) : Fault.NONE;
    Log one = new MemoryLog(broker, ONE, Runnable::run, faults);
    Claimed claimed = await(one.claim());
    next.set(0, fault);

    Event event = schema(1, "\"int\"");
    assertThat(reasonOf(one.append(claimed.claim(), List.of(entry(event))))).isEqualTo(reason);

    next.set(0, Fault.NONE);
    assertThat(reasonOf(one.append(claimed.claim(), List.of(entry(event)))))
        .isEqualTo(Reason.ROLE_LOST);
    Claimed second = await(log(TWO).claim());
    assertThat(facts(read(LogTopic.SCHEMAS, second.barrier())))
        .isEqualTo(there ? List.of(event) : List.of());
  }

  @Test
  void read_openTransaction_hidesWhatIsBehindIt() {
    Faults lost = step -> step == Step.COMMIT ? Fault.LOST : Fault.NONE;
    assertThat(reasonOf(new MemoryLog(broker, ONE, Runnable::run, lost).claim()))
        .isEqualTo(Reason.ROLE_LOST);
    JsonRecord foreign = RecordCodecs.encode(schema(1, "\"int\""));
    long offset =
        broker.writeForeign(
            new ProducerRecord<>("_schemas", foreign.keyBytes(), foreign.valueBytes()));

    assertThat(broker.end()).isEqualTo(Position.START);
    assertThat(broker.read(LogTopic.SCHEMAS, 0).records()).isEmpty();

    broker.timeOutTransaction();

    assertThat(broker.read(LogTopic.SCHEMAS, 0).records())
        .extracting(record -> record.stamp().offset())
        .containsExactly(offset);
    assertThat(broker.end()).isEqualTo(new Position(3, 2));
  }

  @Test
  void compact_keepsTheLastRecordOfEachKey() {
    Log log = log(ONE);
    Claim claim = await(log.claim()).claim();
    Event last = schema(1, "\"long\"");
    Event erased = new SchemaErased(SUBJECT, 2);
    await(
        log.append(claim, List.of(entry(schema(1, "\"int\""), schema(2, "\"int\"")), entry(last))));
    await(log.append(claim, List.of(entry(erased))));
    long end = broker.end().schemas();

    broker.compact();
    assertThat(facts(broker.read(LogTopic.SCHEMAS, 0).records())).containsExactly(last, erased);

    broker.dropTombstones();
    assertThat(facts(broker.read(LogTopic.SCHEMAS, 0).records())).containsExactly(last);
    assertThat(broker.read(LogTopic.SCHEMAS, 0).records()).hasSize(1); // no barrier either
    assertThat(broker.end().schemas()).isEqualTo(end);
  }

  @Test
  void claimsAndAppends_inAnyOrderWithAnyFault_writeWholeCommandsOnce() {
    for (long seed = 0; seed < 500; seed++) {
      new Simulation(seed).run();
    }
  }

  /** Two nodes that claim and append as a seeded scheduler likes, while steps fail. */
  private static final class Simulation {
    private static final int COMMANDS = 8;
    private static final List<Fault> FAULTS = List.of(Fault.values());

    private final Random random;
    private final long seed;
    private final MemoryBroker broker =
        new MemoryBroker(MemoryBroker.Settings.of(20_000), () -> 0, this::later);
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Event> acknowledged = new ArrayList<>();
    private int next = 1;

    Simulation(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      Faults faults =
          step -> random.nextInt(4) > 0 ? Fault.NONE : FAULTS.get(random.nextInt(FAULTS.size()));
      for (Node node : List.of(ONE, TWO)) {
        claim(new MemoryLog(broker, node, this::later, faults));
      }
      while (!tasks.isEmpty()) {
        Runnable task = tasks.removeFirst();
        task.run();
      }
      broker.timeOutTransaction();
      List<LogRecord> records = broker.read(LogTopic.SCHEMAS, 0).records();
      List<Event> facts = facts(records);
      assertThat(facts).as("seed %s", seed).containsAll(acknowledged).doesNotHaveDuplicates();
      for (int i = 0; i < records.size(); i++) {
        int at = i;
        records
            .get(i)
            .part()
            .filter(part -> !part.isLast())
            .ifPresent(
                part ->
                    assertThat(records.get(at + 1).part())
                        .as("seed %s", seed)
                        .contains(
                            new LogRecord.Part(part.command(), part.index() + 1, part.count())));
      }
    }

    private void claim(Log log) {
      if (next <= COMMANDS) {
        then(log.claim().thenAccept(claimed -> append(log, claimed.claim())), () -> claim(log));
      }
    }

    private void append(Log log, Claim claim) {
      if (next > COMMANDS) {
        return;
      }
      Event first = schema(next++, "\"int\"");
      Event second = schema(-next, "\"int\"");
      CompletionStage<?> done =
          log.append(claim, List.of(entry(first, second)))
              .thenAccept(
                  place -> {
                    acknowledged.add(first);
                    acknowledged.add(second);
                    append(log, claim);
                  });
      then(done, () -> claim(log));
    }

    private void then(CompletionStage<?> stage, Runnable ifFailed) {
      var unused =
          stage.whenComplete(
              (result, failure) -> {
                if (failure != null) {
                  later(ifFailed);
                }
              });
    }

    private void later(Runnable task) {
      if (random.nextBoolean()) {
        tasks.addLast(task);
      } else {
        tasks.addFirst(task);
      }
    }
  }

  private static List<Event> facts(List<LogRecord> records) {
    return records.stream()
        .filter(record -> record.content() instanceof Fact)
        .map(record -> ((Fact) record.content()).event())
        .toList();
  }
}

package dev.stele.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Content;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogRecord.Unreadable;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import dev.stele.server.view.RandomLog.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaterializerTest {
  private static final String TRANSACTIONAL_ID = "stele-_schemas";
  private static final TopicNames TOPICS = new TopicNames("_schemas", Optional.of("_stele"));
  private static final State EMPTY = State.empty(Defaults.STANDARD);
  private static final Subject FOO = Subject.of("foo");
  private static final CommandId FIRST = new CommandId(new UUID(0, 1), "");
  private static final CommandId SECOND = new CommandId(new UUID(0, 2), "");

  private final List<CommandId> watched = new ArrayList<>();
  private final Materializer materializer = materializer();

  private Materializer materializer() {
    return new Materializer(EMPTY, TOPICS, TRANSACTIONAL_ID, watched::contains);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anySplitIntoPolls_leadsToTheSameSnapshot(long seed) {
    RandomLog log = new RandomLog(seed, Defaults.STANDARD, 120);
    Snapshot whole = last(replay(log.records(), log.end(), new Random(seed), 10_000));

    assertThat(whole.state()).isEqualTo(log.state());
    assertThat(whole.applied()).isEqualTo(log.end());
    for (int polls = 0; polls < 20; polls++) {
      Random random = new Random(seed * 100 + polls);
      assertThat(last(replay(log.records(), log.end(), random, 1 + random.nextInt(6))))
          .isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void compactedLog_leadsToTheSameState(long seed) {
    RandomLog log = new RandomLog(seed, Defaults.STANDARD, 150);

    for (int pass = 0; pass < 20; pass++) {
      List<Written> rest = log.compacted(pass % 2 == 0);
      Snapshot snapshot = last(replay(rest, log.end(), new Random(pass), 5));
      assertThat(snapshot.state()).isEqualTo(log.state());
      assertThat(snapshot.applied()).isEqualTo(log.end());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void halfACommand_isNeverShown(long seed) {
    RandomLog log = new RandomLog(seed, Defaults.STANDARD, 120);

    // A counter read ahead of its command says early that an id is taken: without them here.
    List<Written> schemas = of(LogTopic.SCHEMAS, log.records());
    List<Snapshot> shown = replay(schemas, log.end(), new Random(seed), 2);

    Position before = Position.START;
    for (Snapshot snapshot : shown) {
      assertThat(log.boundaries().contains(snapshot.state())).isTrue();
      assertThat(snapshot.applied().reached(before)).isTrue();
      before = snapshot.applied();
    }
    assertThat(shown).hasSizeGreaterThan(50);
  }

  @Test
  void unfinishedCommand_isHeldBackUntilItsLastRecord() {
    add(0, FIRST, 1, 2, written(1));
    Snapshot held = poll(1, false);
    add(1, FIRST, 2, 2, written(2));
    Snapshot whole = poll(3, false);

    assertThat(held.state()).isEqualTo(EMPTY);
    assertThat(held.applied()).isEqualTo(new Position(0, 0));
    assertThat(whole.state().versions(FOO)).hasSize(2);
    assertThat(whole.applied()).isEqualTo(new Position(3, 0));
  }

  @Test
  void commandWhoseLastRecordIsGone_endsWithTheNextCommand() {
    add(0, FIRST, 1, 2, written(1));
    add(5, SECOND, 1, 2, written(2));

    Snapshot snapshot = poll(6, false);

    assertThat(snapshot.state().versions(FOO)).hasSize(1);
    assertThat(snapshot.applied()).isEqualTo(new Position(5, 0));
  }

  @Test
  void commandWhoseLastRecordIsGone_endsWithABarrier() {
    add(0, FIRST, 1, 2, written(1));
    materializer.add(LogTopic.SCHEMAS, record(4, barrier(4, TRANSACTIONAL_ID, false)));

    assertThat(poll(5, false).state().versions(FOO)).hasSize(1);
  }

  @Test
  void commandWhoseLastRecordIsGone_endsWithTheLog() {
    add(0, FIRST, 1, 2, written(1));

    assertThat(poll(7, true).state().versions(FOO)).hasSize(1);
    assertThat(materializer.isWhole()).isTrue();
  }

  @Test
  void foreignRecordWithinACommand_doesNotShowHalfOfIt() {
    add(0, FIRST, 1, 2, written(1));
    materializer.add(LogTopic.SCHEMAS, record(1, new Fact(written(9))));

    assertThat(poll(2, false).state()).isEqualTo(EMPTY);
    add(2, FIRST, 2, 2, written(2));
    assertThat(poll(4, false).state().versions(FOO)).hasSize(3);
  }

  @Test
  void foreignRecords_areShownEach() {
    materializer.add(LogTopic.SCHEMAS, record(0, new Fact(written(1))));

    assertThat(poll(1, false).state().versions(FOO)).hasSize(1);
  }

  @Test
  void idlePoll_showsNothingNew() {
    add(0, FIRST, 1, 1, written(1));
    poll(2, true);

    assertThat(materializer.polled(new Position(2, 0), true)).isEmpty();
  }

  @Test
  void markerAlone_movesThePlace() {
    poll(2, true);

    assertThat(poll(3, true).applied()).isEqualTo(new Position(3, 0));
  }

  @Test
  void watchedCommand_hasAnOutcome() {
    watched.add(SECOND);
    add(0, FIRST, 1, 1, written(1));
    add(2, SECOND, 1, 2, written(2));
    add(3, SECOND, 2, 2, new SchemaErased(FOO, 1));

    Publication publication = materializer.polled(new Position(5, 0), false).orElseThrow();

    assertThat(publication.outcomes())
        .containsOnly(
            Map.entry(
                SECOND,
                new Outcome(
                    EMPTY.apply(written(1), new Stamp(0, 0)),
                    List.of(written(2), new SchemaErased(FOO, 1)),
                    new Position(4, 0))));
  }

  @Test
  void watchedCommandReadInPart_hasNoOutcome() {
    watched.add(FIRST);
    add(3, FIRST, 2, 2, written(2));

    Publication publication = materializer.polled(new Position(5, 0), true).orElseThrow();

    assertThat(publication.outcomes()).isEmpty();
    assertThat(publication.snapshot().state().versions(FOO)).hasSize(1);
  }

  @Test
  void counter_keepsAnIdOutOfUse() {
    materializer.add(LogTopic.OWN, record(0, new Fact(new CounterSet(".", 41))));

    Snapshot snapshot = materializer.polled(new Position(0, 2), true).orElseThrow().snapshot();

    assertThat(snapshot.state().highestId(".")).isEqualTo(41);
    assertThat(snapshot.applied()).isEqualTo(new Position(0, 2));
  }

  @Test
  void barrier_setsTheClaim_andARelease_isTheLastOneSeen() {
    materializer.add(LogTopic.SCHEMAS, record(0, barrier(0, TRANSACTIONAL_ID, false)));
    assertThat(poll(2, true).claim().orElseThrow().released()).isFalse();

    materializer.add(LogTopic.SCHEMAS, record(2, barrier(2, TRANSACTIONAL_ID, true)));
    Claim released = poll(4, true).claim().orElseThrow();
    assertThat(released.offset()).isEqualTo(2);
    assertThat(released.released()).isTrue();
  }

  @Test
  void foreignNoop_leavesTheClaim() {
    materializer.add(LogTopic.SCHEMAS, record(0, barrier(0, TRANSACTIONAL_ID, false)));
    materializer.add(LogTopic.SCHEMAS, record(2, new Barrier(Optional.empty())));

    assertThat(poll(3, true).claim()).isPresent();
  }

  @Test
  void barrierOfAnotherCluster_makesUnfit_untilReleased() {
    materializer.add(LogTopic.SCHEMAS, record(0, barrier(0, "other", false)));
    assertThat(poll(2, true).unfit().orElseThrow().reason())
        .contains("'other'", "'stele-_schemas'");

    materializer.add(LogTopic.SCHEMAS, record(2, barrier(2, "other", true)));
    assertThat(poll(4, true).unfit()).isEmpty();
  }

  @Test
  void unreadableRecord_isSetAside_andTheRestApplied() {
    materializer.add(LogTopic.SCHEMAS, record(0, new Unreadable("{\"k", "not JSON", false)));
    materializer.add(LogTopic.SCHEMAS, record(1, new Fact(written(1))));

    Snapshot snapshot = poll(2, true);

    assertThat(snapshot.quarantined())
        .containsExactly(new Snapshot.Quarantined("_schemas", 0, "{\"k", "not JSON"));
    assertThat(snapshot.state().versions(FOO)).hasSize(1);
    assertThat(snapshot.unfit()).isEmpty();
  }

  @Test
  void recordOfANewerRelease_makesUnfit() {
    materializer.add(LogTopic.OWN, record(7, new Unreadable("k", "format version 2", true)));

    Snapshot snapshot = materializer.polled(new Position(0, 8), true).orElseThrow().snapshot();

    assertThat(snapshot.unfit().orElseThrow().reason())
        .contains("offset 7 of _stele", "format version 2");
  }

  @Test
  void manyUnreadableRecords_areCountedAndTheFirstKept() {
    for (int offset = 0; offset < 1_500; offset++) {
      materializer.add(LogTopic.SCHEMAS, record(offset, new Unreadable("k", "r", false)));
    }

    Publication publication = materializer.polled(new Position(1_500, 0), true).orElseThrow();

    assertThat(publication.quarantined()).isEqualTo(1_500);
    assertThat(publication.snapshot().quarantined()).hasSize(1_000);
  }

  @Test
  void idClash_isTold() {
    add(0, FIRST, 1, 1, written(1));
    Subject bar = Subject.of("bar");
    SchemaContent other = SchemaContent.of(SchemaType.AVRO, "\"long\"");
    add(2, SECOND, 1, 1, new SchemaWritten(bar, 1, 1, other, false));

    Publication publication = materializer.polled(new Position(4, 0), true).orElseThrow();

    assertThat(publication.clashes()).hasSize(1);
    assertThat(publication.clashes().get(0)).contains("Id 1", "'bar' version 1");
  }

  private void add(long offset, CommandId command, int index, int count, Event event) {
    Stamp stamp = new Stamp(offset, 0);
    Part part = new Part(command, index, count);
    materializer.add(LogTopic.SCHEMAS, new LogRecord(stamp, new Fact(event), Optional.of(part)));
  }

  private Snapshot poll(long schemas, boolean atEnd) {
    return materializer.polled(new Position(schemas, 0), atEnd).orElseThrow().snapshot();
  }

  private static SchemaWritten written(int version) {
    SchemaContent content = SchemaContent.of(SchemaType.AVRO, "\"string\"");
    return new SchemaWritten(FOO, version, 1, content, false);
  }

  private static LogRecord record(long offset, Content content) {
    return new LogRecord(new Stamp(offset, 0), content, Optional.empty());
  }

  private static Barrier barrier(long offset, String transactionalId, boolean released) {
    Claim.Node node = new Claim.Node("id", "http://node", transactionalId);
    return new Barrier(Optional.of(new Claim(offset, node, released)));
  }

  // Reads both topics in polls of some records each, in order within a topic.
  private List<Snapshot> replay(
      List<Written> records, Position end, Random random, int mostPerPoll) {
    Materializer fresh = materializer();
    List<Snapshot> shown = new ArrayList<>();
    List<Written> schemas = of(LogTopic.SCHEMAS, records);
    List<Written> own = of(LogTopic.OWN, records);
    int nextSchemas = 0;
    int nextOwn = 0;
    while (nextSchemas < schemas.size() || nextOwn < own.size()) {
      int many = 1 + random.nextInt(mostPerPoll);
      for (int i = 0; i < many; i++) {
        boolean takeOwn =
            nextSchemas == schemas.size() || (nextOwn < own.size() && random.nextInt(4) == 0);
        if (takeOwn && nextOwn < own.size()) {
          fresh.add(LogTopic.OWN, own.get(nextOwn++).record());
        } else if (nextSchemas < schemas.size()) {
          fresh.add(LogTopic.SCHEMAS, schemas.get(nextSchemas++).record());
        }
      }
      Position place = new Position(next(schemas, nextSchemas), next(own, nextOwn));
      fresh.polled(place, false).ifPresent(next -> shown.add(next.snapshot()));
    }
    fresh.polled(end, true).ifPresent(next -> shown.add(next.snapshot()));
    return shown;
  }

  private static long next(List<Written> records, int taken) {
    return taken == 0 ? 0 : records.get(taken - 1).record().stamp().offset() + 1;
  }

  private static List<Written> of(LogTopic topic, List<Written> records) {
    return records.stream().filter(written -> written.topic() == topic).toList();
  }

  private static Snapshot last(List<Snapshot> shown) {
    return shown.get(shown.size() - 1);
  }
}

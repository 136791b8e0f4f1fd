package dev.stele.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.ConfigChange;
import dev.stele.server.domain.DeleteConfig;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.DeleteVersion;
import dev.stele.server.domain.Draft;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.PutConfig;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.history.Answer.Accepted;
import dev.stele.server.history.Answer.NotDone;
import dev.stele.server.history.Answer.Refused;
import dev.stele.server.history.Answer.Unknown;
import dev.stele.server.history.Finding.Kind;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Unreadable;
import dev.stele.server.log.LogTopic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each defect, planted alone into a correct history or its log, is found and named. */
class DefectsTest {
  private static final Subject A = Subject.of("a");
  private static final Action<List<SchemaVersion>> VERSIONS_OF_A =
      Action.read("versions of a", state -> Reads.versions(state, A, Reads.Include.LIVE));

  // Places:             1     2     3      4         5     6     7
  private final Script script =
      new Script()
          .write("level", "n1", new PutConfig(Subject.GLOBAL_CONTEXT, level()))
          .write("int", "n2", register("a", "int"))
          .write("context", "n1", register(":.x:a", "long"))
          .write("string", "n2", register("a", "string"))
          .write("missing", "n2", new DeleteVersion(Subject.of("b"), VersionSpec.LATEST, false))
          .read("read", "n1", VERSIONS_OF_A)
          .write("soft", "n1", new DeleteVersion(A, new VersionSpec(2), false))
          .write("hard", "n1", new DeleteVersion(A, new VersionSpec(2), true))
          .write("boolean", "n2", register("b", "boolean"))
          .read("last", "n1", VERSIONS_OF_A);

  private static ConfigChange level() {
    return ConfigChange.of(CompatibilityLevel.NONE);
  }

  private static Register register(String subject, String type) {
    Draft draft = Draft.of(SchemaType.AVRO, "\"" + type + "\"");
    return new Register(Subject.of(subject), draft, false, false);
  }

  @Test
  void correctHistory_hasNoFindings() {
    script.finals.put("n1", script.at(7));

    assertThat(script.check()).isEmpty();
  }

  @Test
  void partOfACommandMissing_isHalf() {
    script.records.remove(script.recordsOf("context").get(0));

    assertFound(Kind.HALF_COMMAND, "context");
  }

  @Test
  void lastPartOfACommandMissing_isHalf() {
    script.records.remove(script.recordsOf("context").get(1));

    assertFound(Kind.HALF_COMMAND, "context");
  }

  @Test
  void barrierWithinACommand_isHalf() {
    int second = script.records.indexOf(script.recordsOf("context").get(1));
    LogRecord.Barrier barrier = new LogRecord.Barrier(Optional.empty());
    LogRecord between =
        new LogRecord(script.records.get(second).record().stamp(), barrier, Optional.empty());
    script.records.add(second, Recorded.of(LogTopic.SCHEMAS, between));

    assertFound(Kind.HALF_COMMAND, "context");
  }

  @Test
  void commandAgain_isTwice() {
    script.again("int", script.commandOf("int"));

    assertFound(Kind.COMMAND_TWICE, "int");
  }

  @Test
  void requestUnderAnotherCommand_isTwice() {
    script.again("int", Script.other("int"));

    assertFound(Kind.REQUEST_TWICE, "int");
  }

  @Test
  void requestNobodySent_isUnknown() {
    script.append(Script.other("stranger"), List.of(new Event.ConfigRemoved(A)));

    assertFound(Kind.UNKNOWN_REQUEST, "stranger");
  }

  @Test
  void factOfAnotherRegistry_isUnknown() {
    Recorded level = script.recordsOf("level").get(0);
    script.replace(
        level, record -> new LogRecord(record.stamp(), record.content(), Optional.empty()));

    assertFound(Kind.UNKNOWN_REQUEST, "");
    assertFound(Kind.LOST_WRITE, "level");
  }

  @Test
  void damagedRecord_isUnreadable() {
    script.replace(
        script.recordsOf("soft").get(0),
        record ->
            new LogRecord(record.stamp(), new Unreadable("key", "damaged", false), record.part()));

    assertThat(kinds()).contains(Kind.UNREADABLE_RECORD);
    assertFound(Kind.LOST_WRITE, "soft");
  }

  @Test
  void keyWithReorderedFields_isFoundAndDoesNotCompact() {
    script.write("set", "n1", new PutConfig(A, level()));
    script.write("unset", "n1", new DeleteConfig(A));
    Recorded removal = script.recordsOf("unset").get(0);
    script.records.set(
        script.records.indexOf(removal),
        new Recorded(
            LogTopic.SCHEMAS,
            bytes("{\"keytype\":\"CONFIG\",\"magic\":0,\"subject\":\"a\"}"),
            true,
            removal.record()));

    assertThat(kinds()).containsExactly(Kind.KEY_SPELLING, Kind.COMPACTION_DIFFERS);
  }

  @Test
  void offsetsThatDescend_areFound() {
    int first = script.records.indexOf(script.recordsOf("int").get(0));
    Collections.swap(script.records, first, first + 3);

    assertThat(kinds()).contains(Kind.OFFSETS_DISORDERED);
  }

  @Test
  void acknowledgedWriteMissing_isLost() {
    script.records.removeAll(script.recordsOf("boolean"));

    assertFound(Kind.LOST_WRITE, "boolean");
    assertThat(kinds()).hasSize(1);
  }

  @Test
  void notDoneButInTheLog_isFound() {
    script.answer("boolean", new NotDone("50302"));

    assertOnly(Kind.NOT_DONE_WRITTEN, "boolean");
  }

  @Test
  void refusedButInTheLog_isFound() {
    script.answer("boolean", new Refused(40901, "incompatible", OptionalLong.empty()));

    assertOnly(Kind.REFUSED_WRITTEN, "boolean");
  }

  @Test
  void readInTheLog_isFound() {
    script.action("boolean", VERSIONS_OF_A);

    assertFound(Kind.READ_WRITTEN, "boolean");
  }

  @Test
  void unknownOutcome_inTheLogOrNot_isFine() {
    script.answer("boolean", new Unknown("killed"));
    assertThat(kinds()).isEmpty();

    script.records.removeAll(script.recordsOf("boolean"));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void unknownOutcome_beforeItsCall_breaksRealTime() {
    script.answer("string", new Unknown("killed"));
    script.times("string", 30, 31);

    assertFound(Kind.REAL_TIME_ORDER, "string");
  }

  @Test
  void writeInFrontOfOneThatWasOver_breaksRealTime() {
    script.times("int", 30, 31);

    assertFound(Kind.REAL_TIME_ORDER, "int");
  }

  @Test
  void writeInFrontOfWhatWasReadBefore_breaksRealTime() {
    script.times("boolean", 30, 31); // "last" has shown place 7 before

    assertFound(Kind.REAL_TIME_ORDER, "boolean");
    assertFound(Kind.ANSWER_AHEAD, "last");
  }

  @Test
  void offsetThatDoesNotIncludeTheWrite_isFound() {
    reply("string", OptionalLong.of(script.behind(3)));

    assertOnly(Kind.ANSWER_OFFSET, "string");
  }

  @Test
  void offsetBeyondWhatWasWritten_isFound() {
    reply("string", OptionalLong.of(script.behind(7)));

    assertOnly(Kind.ANSWER_OFFSET, "string");
  }

  @Test
  void offsetWithinACommand_showsHalfOfIt() {
    script.times("read", 7, 14);
    Accepted read = (Accepted) script.operation("read").answer();
    long inside = script.recordsOf("context").get(1).offset();
    List<?> one = ((List<?>) read.reply()).subList(0, 1);
    script.answer("read", new Accepted(one, OptionalLong.of(inside)));

    assertFound(Kind.HALF_VISIBLE, "read");
  }

  @Test
  void otherFactsThanDecided_areFound() {
    Recorded record = script.recordsOf("string").get(0);
    SchemaWritten written = (SchemaWritten) record.event().orElseThrow();
    script.rewrite(
        record, new SchemaWritten(written.subject(), 5, written.id(), written.content(), false));

    assertFound(Kind.WRONG_EVENTS, "string");
  }

  @Test
  void writeOfWhatMustBeRefused_isFound() {
    script.action(
        "boolean", Action.command(new DeleteSubject(Subject.of("nobody knows it"), false)));

    assertFound(Kind.WRONG_EVENTS, "boolean");
  }

  @Test
  void replyThatWasNotDecided_isFound() {
    Accepted accepted = (Accepted) script.operation("string").answer();
    SchemaVersion version = (SchemaVersion) accepted.reply();
    SchemaVersion other = new SchemaVersion(A, 2, 9, version.content(), false, version.stamp());
    script.answer("string", new Accepted(other, accepted.offset()));

    assertOnly(Kind.WRONG_REPLY, "string");
  }

  @Test
  void refusalOfLongAgo_isStale() {
    script.write("exists", "n1", register("b", "boolean"));
    Operation exists = script.operation("missing");
    script.times("missing", 40, 41); // in the meantime there is a subject b

    assertThat(exists.answer()).isInstanceOf(Refused.class);
    assertFound(Kind.STALE_ANSWER, "missing");
  }

  @Test
  void confirmedAbsenceOfLongAgo_isStale_andAPlainOneIsNot() {
    Action<SchemaVersion> read =
        Action.read("id 3", state -> Reads.schema(state, 3, Optional.empty()));
    Answer absent = Refused.of(RegistryError.schemaNotFound(3), OptionalLong.empty());
    script.read("plain", "n3", read);
    script.answer("plain", absent);
    assertThat(kinds()).isEmpty();

    script.read("confirmed", "n3", read.confirmingAbsence());
    script.answer("confirmed", absent);
    assertOnly(Kind.STALE_ANSWER, "confirmed", "boolean");
  }

  @Test
  void writeAnsweredBeforeItsNodeShowsIt_isStale() {
    script.read("next", "n2", VERSIONS_OF_A); // "boolean" was written there, at place 7
    Operation read = script.operation("read"); // as of place 4
    script.answer("next", read.answer());

    assertOnly(Kind.STALE_ANSWER, "next", "boolean");
  }

  @Test
  void readThatGoesBack_isStaleOnItsNodeOnly() {
    script.read("again", "n3", VERSIONS_OF_A);
    script.answer("again", script.operation("read").answer());
    assertThat(kinds()).isEmpty();

    script.node("again", "n1");
    assertOnly(Kind.STALE_ANSWER, "again", "last");
  }

  @Test
  void readWithoutOffsetThatGoesBack_isStale() {
    script.read("again", "n1", VERSIONS_OF_A);
    Accepted read = (Accepted) script.operation("read").answer();
    script.answer("again", new Accepted(read.reply(), OptionalLong.empty()));

    assertOnly(Kind.STALE_ANSWER, "again", "last");
  }

  @Test
  void readBelowTheClientsFloor_isStale() {
    Operation last = script.operation("last");
    script.forget("last");
    Accepted read = (Accepted) script.operation("read").answer();
    script.operations.add(
        new Operation(
            "floored", "c", "n3", 40, OptionalLong.of(41), VERSIONS_OF_A, read, script.behind(7)));

    assertThat(last.answer()).isNotEqualTo(read);
    assertOnly(Kind.STALE_ANSWER, "floored");
  }

  @Test
  void readOfWhatWasNotCalledYet_isAhead() {
    script.answer("read", script.operation("last").answer());

    assertFound(Kind.ANSWER_AHEAD, "read");
  }

  @Test
  void replyThatNeverWasTrue_hasNoMoment() {
    script.answer("read", new Accepted(List.of(), OptionalLong.empty()));

    assertOnly(Kind.NO_MOMENT, "read");
  }

  @Test
  void idForTwoContents_clashes() {
    Recorded record = script.recordsOf("string").get(0);
    SchemaWritten written = (SchemaWritten) record.event().orElseThrow();
    script.rewrite(record, new SchemaWritten(A, 2, 1, written.content(), false));

    assertFound(Kind.ID_CLASH, "string");
  }

  @Test
  void idAfterItsHardDeletion_isReused() {
    Recorded record = script.recordsOf("boolean").get(0);
    SchemaWritten written = (SchemaWritten) record.event().orElseThrow();
    script.rewrite(record, new SchemaWritten(written.subject(), 1, 2, written.content(), false));

    assertFound(Kind.ID_REUSED, "boolean");
  }

  @Test
  void counterMissing_isLost() {
    script.records.removeIf(recorded -> recorded.event().orElse(null) instanceof CounterSet);

    assertFound(Kind.COUNTER_LOST, "hard");
  }

  @Test
  void counterNobodyCalledFor_isFound() {
    Recorded counter =
        script.records.stream()
            .filter(recorded -> recorded.topic() == LogTopic.OWN)
            .findFirst()
            .orElseThrow();
    script.rewrite(counter, new CounterSet(".", 70));

    assertThat(kinds()).contains(Kind.COUNTER_UNKNOWN, Kind.COUNTER_LOST);
  }

  @Test
  void nodeWithAnotherState_isFound() {
    script.finals.put("n1", script.at(7));
    script.finals.put("n2", script.at(6));

    List<Finding> findings = script.check();
    assertThat(findings).extracting(Finding::kind).containsExactly(Kind.STATE_DIFFERS);
    assertThat(findings.get(0).observed()).contains("node n2", "subject 'b'");
  }

  @Test
  void tombstoneMissedByANode_isFound() {
    State without = script.at(4);
    script.finals.put(
        "n2",
        without.apply(script.recordsOf("boolean").get(0).event().orElseThrow(), Stamp.PENDING));

    assertThat(kinds()).containsExactly(Kind.STATE_DIFFERS);
  }

  @Test
  void finding_namesWhatAPersonNeeds() {
    script.times("int", 30, 31);

    assertThat(script.check())
        .filteredOn(finding -> finding.kind() == Kind.REAL_TIME_ORDER)
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .startsWith("REAL_TIME_ORDER request int, boolean at offset ")
        .contains("expected: behind place 7, which boolean had before this was called")
        .contains("observed: place 2: int (c at n2, 30..31) Register[subject=a, ");
  }

  private void reply(String request, OptionalLong offset) {
    Accepted accepted = (Accepted) script.operation(request).answer();
    script.answer(request, new Accepted(accepted.reply(), offset));
  }

  private List<Kind> kinds() {
    return script.check().stream().map(Finding::kind).toList();
  }

  private void assertFound(Kind kind, String request) {
    assertThat(script.check())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.requests().get(0)).isEqualTo(request);
            });
  }

  private void assertOnly(Kind kind, String... requests) {
    List<Finding> findings = script.check();
    assertThat(findings).extracting(Finding::kind).containsExactly(kind);
    assertThat(findings.get(0).requests()).containsExactly(requests);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}

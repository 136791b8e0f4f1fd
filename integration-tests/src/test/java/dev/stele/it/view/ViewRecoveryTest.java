package dev.stele.it.view;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stele.server.domain.Subject;
import dev.stele.server.log.Position;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.Snapshot;
import dev.stele.testkit.KafkaBroker;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(300)
class ViewRecoveryTest {
  private static KafkaBroker broker;

  private ViewOnKafka kafka;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

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
    logged.start();
    viewLogger().addAppender(logged);
  }

  @AfterEach
  void closeAll() throws Exception {
    viewLogger().detachAppender(logged);
    kafka.close();
  }

  @Test
  void brokerDown_readsGoOn_andItCatchesUpLater() {
    Producer<byte[], byte[]> producer = kafka.producer(null);
    write(producer, "before", 1);
    LiveView view = kafka.started();
    Snapshot before = view.snapshot();

    broker.stop();
    try {
      ViewOnKafka.await(
          "silence is told", () -> view.status().problem().orElse("").contains("not answered for"));
      assertThat(view.status().sinceLastPollMs()).isGreaterThan(5_000);
      assertThat(view.status().ready()).isTrue();
      assertThat(view.snapshot()).isSameAs(before);
    } finally {
      broker.restart();
    }

    Snapshot after = kafka.applied(view, write(producer, "later", 2));
    assertThat(after.state().subjects()).containsExactly(Subject.of("before"), Subject.of("later"));
    ViewOnKafka.await("no problem", () -> view.status().problem().isEmpty());
    ViewOnKafka.await("polled lately", () -> isLately(view.status().sinceLastPollMs()));
  }

  @Test
  void brokerAbsentAtStart_isWaitedFor() {
    write(kafka.producer(null), "there", 1);
    broker.stop();
    LiveView view;
    try {
      view = kafka.start();
      ViewOnKafka.await(
          "trouble is told",
          () -> view.status().problem().orElse("").contains("says nothing about"));
      assertThat(view.status().ready()).isFalse();
      assertThat(view.status().sinceLastPollMs()).isEqualTo(-1);
    } finally {
      broker.restart();
    }

    assertThat(kafka.applied(view, new Position(1, 0)).state().subjects())
        .containsExactly(Subject.of("there"));
    assertThat(view.status().ready()).isTrue();
  }

  @Test
  void topicAbsentAtStart_isWaitedFor() {
    kafka.delete(kafka.schemas());
    LiveView view = kafka.start();
    ViewOnKafka.await(
        "trouble is told", () -> view.status().problem().orElse("").contains("does not exist"));

    kafka.create(kafka.schemas());

    assertThat(kafka.applied(view, write(kafka.producer(null), "a", 1)).state().subjects())
        .containsExactly(Subject.of("a"));
  }

  @Test
  void topicDeletedAndCreatedAgain_isDataLoss_andWritesStop() {
    Producer<byte[], byte[]> producer = kafka.producer(null);
    write(producer, "old", 1);
    LiveView view = kafka.started();

    recreate();
    write(kafka.producer(null), "new", 1);

    ViewOnKafka.await(
        "the new log is shown", () -> view.snapshot().state().knows(Subject.of("new")));
    assertThat(view.snapshot().state().subjects()).containsExactly(Subject.of("new"));
    assertThat(view.snapshot().unfit().orElseThrow().reason())
        .contains("deleted and created again");
    assertThat(view.status().problem().orElseThrow()).contains(kafka.schemas());
    assertThat(messages()).anyMatch(message -> message.startsWith("Data loss: "));
  }

  @Test
  void lostEnd_isDataLoss_evenWithoutTopicIds() {
    kafka.withoutTopicIds();
    Producer<byte[], byte[]> producer = kafka.producer(null);
    write(producer, "old", 1);
    write(producer, "old", 2);
    LiveView view = kafka.started();

    recreate();

    ViewOnKafka.await("loss is told", () -> view.snapshot().unfit().isPresent());
    assertThat(view.snapshot().unfit().orElseThrow().reason())
        .contains("offset 2", "ends at offset 0");
    ViewOnKafka.await("the empty log is shown", () -> view.snapshot().state().subjects().isEmpty());
    assertThat(messages()).anyMatch(message -> message.startsWith("Data loss: "));
  }

  @Test
  void ownTopicCreatedLater_isReadToo() {
    write(kafka.producer(null), "a", 1);
    LiveView view = kafka.started();

    kafka.create(kafka.own());
    Producer<byte[], byte[]> producer = kafka.producer(null);
    String key = "{\"keytype\":\"COUNTER\",\"context\":\".\",\"magic\":0}";
    String value = "{\"context\":\".\",\"highestId\":41}";
    ViewOnKafka.get(producer.send(ViewOnKafka.record(kafka.own(), key, value)));

    Snapshot snapshot = kafka.applied(view, new Position(1, 1));
    assertThat(snapshot.state().highestId(".")).isEqualTo(41);
    assertThat(snapshot.unfit()).isEmpty();
  }

  @Test
  void longSilence_leadsToANewReading() {
    Producer<byte[], byte[]> producer = kafka.producer(null);
    write(producer, "a", 1);
    LiveView view = kafka.started();

    kafka.skew(Duration.ofHours(13));

    ViewOnKafka.await(
        "reading again",
        () -> messages().stream().filter(m -> m.startsWith("The view shows the log")).count() == 2);
    assertThat(messages()).anyMatch(message -> message.contains("deletions older than 43200 s"));
    Snapshot snapshot = kafka.applied(view, write(producer, "b", 2));
    assertThat(snapshot.unfit()).isEmpty();
    assertThat(snapshot.state().subjects()).containsExactly(Subject.of("a"), Subject.of("b"));
  }

  private static boolean isLately(long sinceMs) {
    return sinceMs >= 0 && sinceMs <= 5_000;
  }

  private void recreate() {
    kafka.delete(kafka.schemas());
    kafka.create(kafka.schemas());
  }

  private Position write(Producer<byte[], byte[]> producer, String subject, int id) {
    return kafka.write(
        producer, ViewOnKafka.schemaKey(subject, 1), ViewOnKafka.schemaValue(subject, 1, id));
  }

  private List<String> messages() {
    synchronized (logged) {
      return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
  }

  private static ch.qos.logback.classic.Logger viewLogger() {
    return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("dev.stele.server.view");
  }
}

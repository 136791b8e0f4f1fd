package dev.stele.server.view;

import dev.stele.server.domain.Stamp;
import dev.stele.server.log.LogRecord.Unreadable;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.Position;
import dev.stele.server.log.RecordReader;
import dev.stele.server.log.TopicNames;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of the log, from its start: fills a state of its own, and takes the view over when it
 * has passed what the view shows. Confined to Streams' global thread where nothing else is said.
 */
final class Reading implements PollingConsumer.Listener {
  private static final Logger logger = LoggerFactory.getLogger(Reading.class);
  private static final RecordReader SCHEMAS = new RecordReader(LogTopic.SCHEMAS);
  private static final RecordReader OWN = new RecordReader(LogTopic.OWN);

  private final LiveView view;
  private final TopicNames topics;
  private final InstantSource clock;
  private final Materializer materializer;
  private final Position floor;
  private final CompletableFuture<String> outdated = new CompletableFuture<>();
  private final long startedMs;
  private final SilenceRule silence;
  private int unrestored;
  private boolean showing;

  /**
   * @param maxGapMs how long Kafka may be silent before a tombstone may have come and gone unseen
   */
  Reading(LiveView view, TopicNames topics, long maxGapMs, InstantSource clock) {
    this.view = view;
    this.topics = topics;
    this.silence = new SilenceRule(maxGapMs, clock);
    this.clock = clock;
    this.materializer = view.materializer(topics);
    this.floor = view.snapshot().applied();
    this.startedMs = clock.millis();
    this.unrestored = topics.all().size();
  }

  /** The topic's retention of tombstones was changed; from any thread. */
  void maxGap(long millis) {
    silence.allow(millis);
  }

  /** Completes with the reason when only a new reading can tell what the log says. */
  CompletionStage<String> outdated() {
    return outdated;
  }

  /** Shows nothing more, from any thread. */
  void end() {
    outdated.complete("This reading was ended");
  }

  /** A topic was read to the end it had when this reading began. */
  void restored() {
    unrestored--;
  }

  /** Takes the next record of a topic. */
  void record(
      String topic, Stamp stamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    if (isOutdated()) {
      return;
    }
    LogTopic kind = topic.equals(topics.schemas()) ? LogTopic.SCHEMAS : LogTopic.OWN;
    try {
      RecordReader reader = kind == LogTopic.SCHEMAS ? SCHEMAS : OWN;
      materializer.add(kind, reader.read(stamp, key, value, headers));
    } catch (RuntimeException e) {
      // A border: Streams would end the global thread, again and again. A record that breaks our
      // own code is set aside like one that cannot be read.
      logger.error("Record cannot be applied: topic={} offset={}", topic, stamp.offset(), e);
      materializer.setAside(
          kind, stamp.offset(), new Unreadable("", "it cannot be applied: " + e, false));
    }
  }

  @Override
  public void polling(Map<String, PollingConsumer.Place> places) {
    // During restore the topics are read one after the other.
    if (isOutdated() || unrestored > 0 || !places.keySet().containsAll(topics.all())) {
      return;
    }
    OptionalLong lag = OptionalLong.of(0);
    for (PollingConsumer.Place place : places.values()) {
      lag =
          lag.isPresent() && place.lag().isPresent()
              ? OptionalLong.of(lag.getAsLong() + place.lag().getAsLong())
              : OptionalLong.empty();
    }
    lag.ifPresent(view.health()::lag);
    show(positionOf(places), lag.equals(OptionalLong.of(0)));
  }

  @Override
  public void polled(ConsumerRecords<byte[], byte[]> records, boolean answered) {
    if (answered) {
      checkSilence();
      view.health().answered();
    }
    if (isOutdated()) {
      return;
    }
    // Streams passes over records without a key, and this log sets aside whatever it can't read.
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.key() == null) {
        Stamp stamp = new Stamp(record.offset(), record.timestamp());
        record(record.topic(), stamp, null, record.value(), record.headers());
      }
    }
  }

  private void show(Position place, boolean atEnd) {
    if (!showing) {
      if (!atEnd && !materializer.isWhole()) {
        return;
      }
      takeOver(place);
    }
    Optional<Publication> publication = materializer.polled(place, atEnd);
    publication.ifPresent(view::publish);
  }

  private void takeOver(Position place) {
    showing = true;
    if (!place.reached(floor)) {
      view.lost(
          "%s was applied up to %s, and the log ends at %s"
              .formatted(topics.schemas(), describe(floor), describe(place)));
    }
    logger.info(
        "The view shows the log: topic={} offset={} own={} before={} ms={}",
        topics.schemas(),
        place.schemas(),
        place.own(),
        floor.schemas(),
        clock.millis() - startedMs);
  }

  private void checkSilence() {
    Optional<String> tooLong = silence.answered();
    tooLong.ifPresent(view::stale);
    tooLong.ifPresent(outdated::complete);
  }

  private boolean isOutdated() {
    return outdated.isDone();
  }

  private Position positionOf(Map<String, PollingConsumer.Place> places) {
    return new Position(
        next(places, topics.schemas()), topics.own().map(own -> next(places, own)).orElse(0L));
  }

  private static long next(Map<String, PollingConsumer.Place> places, String topic) {
    PollingConsumer.Place place = places.get(topic);
    return place == null ? 0 : place.next();
  }

  private static String describe(Position place) {
    return place.own() == 0
        ? "offset " + place.schemas()
        : "offset " + place.schemas() + " (" + place.own() + " of the registry's own topic)";
  }
}

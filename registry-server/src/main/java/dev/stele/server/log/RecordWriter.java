package dev.stele.server.log;

import dev.stele.server.domain.Event;
import dev.stele.server.log.Claim.Node;
import dev.stele.server.log.Log.Entry;
import dev.stele.server.log.LogRecord.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Turns commands and barriers into records. Immutable. */
final class RecordWriter {
  private static final int PARTITION = 0;

  // Longer than the headers of any command that fits into a transaction.
  private static final Headers LONGEST_HEADERS =
      LogHeaders.ofPart(
          new Part(
              new CommandId(new UUID(0, 0), "\u00ff".repeat(CommandId.MAX_REQUEST)),
              99_999_999,
              99_999_999));

  private final TopicNames topics;

  RecordWriter(TopicNames topics) {
    this.topics = topics;
  }

  /** A command's records, in order; without those whose topic does not exist. */
  List<ProducerRecord<byte[], byte[]>> records(Entry entry) {
    List<JsonRecord> all = entry.events().stream().map(RecordCodecs::encode).toList();
    int count = (int) all.stream().filter(json -> json.topic() == LogTopic.SCHEMAS).count();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(all.size());
    int index = 0;
    for (JsonRecord json : all) {
      if (json.topic() == LogTopic.SCHEMAS) {
        index++;
        Part part = new Part(entry.command(), index, count);
        records.add(record(topics.schemas(), json, LogHeaders.ofPart(part)));
      } else if (topics.own().isPresent()) {
        records.add(record(topics.own().get(), json, LogHeaders.ofCommand(entry.command())));
      }
    }
    return records;
  }

  /** One barrier for every topic, {@code _schemas} first. */
  List<ProducerRecord<byte[], byte[]>> barriers(Node node, boolean released) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String topic : topics.all()) {
      records.add(
          new ProducerRecord<>(
              topic,
              PARTITION,
              RecordCodecs.barrierKey(),
              null,
              LogHeaders.ofBarrier(node, released)));
    }
    return records;
  }

  /**
   * The bytes an event's record takes at most, as Kafka's producer counts them: alone in a batch,
   * uncompressed.
   */
  static int size(Event event) {
    JsonRecord json = RecordCodecs.encode(event);
    return size(json.keyBytes(), json.valueBytes(), LONGEST_HEADERS);
  }

  static int size(ProducerRecord<byte[], byte[]> record) {
    return size(record.key(), record.value(), record.headers());
  }

  private static int size(byte[] key, byte @Nullable [] value, Headers headers) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers.toArray());
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, JsonRecord json, Headers headers) {
    return new ProducerRecord<>(topic, PARTITION, json.keyBytes(), json.valueBytes(), headers);
  }
}

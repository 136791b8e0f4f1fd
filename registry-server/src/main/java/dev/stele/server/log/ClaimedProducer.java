package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The producer of one claim. After any failure but {@link Reason#TOO_LARGE} it is of no use any
 * more. Confined to the log's thread, but for {@link #close}.
 */
final class ClaimedProducer implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final Failures failures;

  ClaimedProducer(Producer<byte[], byte[]> producer, TopicNames topics, Failures failures) {
    this.producer = producer;
    this.topics = topics;
    this.failures = failures;
  }

  /** Locks out the previous producer and ends what it left open. */
  void fence() {
    try {
      producer.initTransactions();
    } catch (RuntimeException e) { // whatever it is, this producer is not a claim's
      throw failures.beforeEnd(e);
    }
  }

  /**
   * Writes all records in one transaction.
   *
   * @return the place behind them; 0 for a topic that none of them is in
   */
  Position write(List<ProducerRecord<byte[], byte[]>> records) {
    Position place;
    try {
      place = send(records);
    } catch (RuntimeException | ExecutionException e) { // whatever it is, nothing is committed
      if (Failures.isTooLarge(e)) {
        abort();
      }
      throw failures.beforeEnd(e);
    }
    try {
      producer.commitTransaction();
    } catch (RuntimeException e) { // whatever it is, the commit may be on its way
      throw failures.atEnd(e);
    }
    return place;
  }

  private Position send(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    producer.flush();
    return placeBehind(sent);
  }

  private Position placeBehind(List<Future<RecordMetadata>> sent) throws ExecutionException {
    long schemas = 0;
    long own = 0;
    ExecutionException failure = null;
    for (Future<RecordMetadata> future : sent) {
      try {
        RecordMetadata metadata = future.get();
        if (metadata.topic().equals(topics.schemas())) {
          schemas = metadata.offset() + 1;
        } else {
          own = metadata.offset() + 1;
        }
      } catch (ExecutionException e) {
        failure = moreTelling(failure, e);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return new Position(schemas, own);
  }

  // One record that is too large takes the others of its transaction down for another reason.
  private static ExecutionException moreTelling(
      @Nullable ExecutionException one, ExecutionException other) {
    return one == null || (!Failures.isTooLarge(one) && Failures.isTooLarge(other)) ? other : one;
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (RuntimeException e) { // whatever it is, nothing is committed
      throw new LogException(
          Reason.UNAVAILABLE, "Kafka did not end the transaction: " + Failures.text(e), e);
    }
  }

  /** Gives up on anything under way after this long. */
  void close(Duration patience) {
    producer.close(patience);
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }
}

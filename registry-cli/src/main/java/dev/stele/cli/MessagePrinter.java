package dev.stele.cli;

import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Prints messages on standard output until there are enough. */
final class MessagePrinter {
  private final Function<ConsumerRecord<byte[], byte[]>, String> decoder;
  private final Terminal terminal;
  private final long max;
  private long count;
  private long failed;
  private boolean outputClosed;

  /**
   * @param decoder to one line of JSON; throws {@link BadInputException} for a message that can't
   *     be decoded, and {@link FailureException} if none can
   */
  MessagePrinter(
      Function<ConsumerRecord<byte[], byte[]>, String> decoder, Terminal terminal, long max) {
    this.decoder = decoder;
    this.terminal = terminal;
    this.max = max;
  }

  /** Returns how many of them were wanted. */
  int print(ConsumerRecords<byte[], byte[]> messages) {
    int wanted = 0;
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      if (isDone()) {
        break;
      }
      count++;
      wanted++;
      print(message);
    }
    // Also where it shows that nobody reads any more, as after `| head`.
    outputClosed = terminal.out().checkError();
    return wanted;
  }

  boolean isDone() {
    return count >= max || outputClosed;
  }

  /** How many messages came, decoded or not. */
  long count() {
    return count;
  }

  /** Says what was passed over, and returns whether nothing was. */
  boolean report() {
    if (failed > 0) {
      terminal.complain("%,d of %,d messages could not be decoded".formatted(failed, count));
    }
    return failed == 0;
  }

  private void print(ConsumerRecord<byte[], byte[]> message) {
    try {
      terminal.out().println(decoder.apply(message));
    } catch (BadInputException e) {
      failed++;
      terminal.complain(
          "partition %d, offset %d: %s"
              .formatted(message.partition(), message.offset(), e.getMessage()));
    }
  }
}

package dev.stele.cli;

import dev.stele.cli.Lines.Line;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines, one message each. A bad line is reported and passed over; what concerns every line,
 * a registry or a Kafka that stopped answering, ends the work.
 *
 * <p>{@link #run} is called once; {@link #stop} by any thread.
 */
final class LineSender {
  private final Producer<byte[], byte[]> producer;
  private final Function<String, ProducerRecord<byte[], byte[]>> encoder;
  private final Terminal terminal;
  private final boolean failFast;
  private final Tally tally = new Tally();
  private final Progress progress;
  private final AtomicReference<@Nullable String> stopReason = new AtomicReference<>();
  private volatile long lastLine;

  /**
   * @param encoder throws {@link BadInputException} for a line that is not a message, and {@link
   *     KafkaException} if no line can be sent
   */
  LineSender(
      Producer<byte[], byte[]> producer,
      Function<String, ProducerRecord<byte[], byte[]>> encoder,
      Terminal terminal,
      boolean failFast) {
    this.producer = producer;
    this.encoder = encoder;
    this.terminal = terminal;
    this.failFast = failFast;
    this.progress = new Progress(terminal, "sent");
  }

  /** Reads to the end; what was handed to Kafka is settled once the producer is closed. */
  void run(Lines lines) {
    try {
      while (stopReason.get() == null) {
        Optional<Line> line = lines.next();
        if (line.isEmpty()) {
          return;
        }
        lastLine = line.get().number();
        if (!line.get().isBlank()) {
          send(line.get());
        }
      }
    } catch (IOException e) {
      stop("the input can't be read: " + e.getMessage());
    }
  }

  /** Ends the work before the next line. */
  void stop(String reason) {
    stopReason.compareAndSet(null, reason);
  }

  /** Says what was sent; to be called when the producer is closed. */
  boolean report() {
    progress.clear();
    String reason = stopReason.get();
    terminal.say(tally.toString());
    if (reason != null) {
      terminal.complain(
          "stopped after line %d, what follows it was not read: %s".formatted(lastLine, reason));
    }
    return reason == null && tally.failedCount() == 0;
  }

  private void send(Line line) {
    try {
      if (line.defect().isPresent()) {
        throw new BadInputException(line.defect().get());
      }
      ProducerRecord<byte[], byte[]> message = encoder.apply(line.text());
      // The callback gets every outcome, so the future has nothing to add.
      var unused = producer.send(message, (metadata, failure) -> delivered(line.number(), failure));
    } catch (BadInputException e) {
      fail(line.number(), e.getMessage());
    } catch (KafkaException e) {
      fail(line.number(), e.getMessage());
      stop(String.valueOf(e.getMessage()));
    }
  }

  private void delivered(long line, @Nullable Exception failure) {
    if (failure == null) {
      tally.sent();
      progress.at(tally.sentCount());
      return;
    }
    fail(line, "not delivered: " + failure.getMessage());
    if (failure instanceof TimeoutException) {
      stop("Kafka does not answer");
    }
  }

  private void fail(long line, @Nullable String reason) {
    tally.failed(line);
    progress.clear();
    terminal.complain("line " + line + ": " + reason);
    if (failFast) {
      stop("a line failed (--fail-fast)");
    }
  }
}

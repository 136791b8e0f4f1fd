package dev.stele.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stele consume}: a topic's messages, of any format, as JSON lines on standard output. */
@Command(
    name = "consume",
    description = {
      "Print a topic's messages (Avro, JSON Schema or Protobuf), one JSON value a line.",
      "",
      "Standard output has nothing else. A message that can't be decoded is reported on standard "
          + "error with its partition and offset and passed over; the exit code is 1 then."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele consume --topic earthquakes --from-beginning --max 1707",
      "  stele consume --topic earthquakes --from-beginning --timeout 5 | jq .place"
    })
final class ConsumeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Termination termination;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "Where from.")
  private String topic = "";

  @Option(
      names = "--from-beginning",
      description = "Begin with the oldest message (default: with those to come).")
  private boolean fromBeginning;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "End after N messages (default: go on until Ctrl-C).")
  private long max = Long.MAX_VALUE;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "End when no message came for so long; with --max, exit code 1 if too few did.")
  private long timeoutSeconds = Long.MAX_VALUE;

  @Mixin private Endpoints endpoints = new Endpoints();

  ConsumeCommand(Terminal terminal, Termination termination) {
    this.terminal = terminal;
    this.termination = termination;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (max < 1 || timeoutSeconds < 1) {
      throw new ParameterException(spec.commandLine(), "--max and --timeout are 1 or more");
    }
    Logging.CLIENT.use();
    endpoints.requireReachable();
    try (MessageDecoder decoder = new MessageDecoder(endpoints.registry());
        Consumer<byte[], byte[]> consumer = consumer()) {
      assign(consumer);
      // Not the consumer's own call: it may be used by one thread only, except for this.
      var unused = termination.requested().thenRun(consumer::wakeup);
      return print(consumer, new MessagePrinter(decoder::toJson, terminal, max));
    }
  }

  private int print(Consumer<byte[], byte[]> consumer, MessagePrinter printer) {
    long lastMessageNs = System.nanoTime();
    try {
      while (!printer.isDone() && !termination.isRequested()) {
        int count = printer.print(consumer.poll(Duration.ofMillis(500)));
        if (count > 0) {
          lastMessageNs = System.nanoTime();
        } else if (Duration.ofNanos(System.nanoTime() - lastMessageNs).toSeconds()
            >= timeoutSeconds) {
          return printer.report() && max == Long.MAX_VALUE ? 0 : tooFew(printer);
        }
      }
    } catch (WakeupException e) {
      // Ctrl-C is how this command ends.
    } catch (KafkaException e) {
      printer.report();
      throw new FailureException(
          "Can't read %s from Kafka at %s: %s"
              .formatted(topic, endpoints.bootstrapServers(), Endpoints.reason(e)),
          e);
    }
    return printer.report() ? 0 : Main.FAILED;
  }

  private int tooFew(MessagePrinter printer) {
    if (max < Long.MAX_VALUE) {
      terminal.complain(
          "%d of %d messages came, and then none for %d s"
              .formatted(printer.count(), max, timeoutSeconds));
    }
    return Main.FAILED;
  }

  private void assign(Consumer<byte[], byte[]> consumer) {
    Collection<TopicPartition> partitions;
    try {
      partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
    } catch (KafkaException e) {
      throw new FailureException(
          "Can't read %s from Kafka at %s: %s"
              .formatted(topic, endpoints.bootstrapServers(), Endpoints.reason(e)),
          e);
    }
    if (partitions.isEmpty()) {
      throw new FailureException(
          "Kafka at %s has no topic %s".formatted(endpoints.bootstrapServers(), topic));
    }
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", endpoints.bootstrapServers());
    settings.put("enable.auto.commit", false);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("request.timeout.ms", 10_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

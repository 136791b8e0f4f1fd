package dev.stele.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stele produce}: JSON lines from standard input to a topic, as Avro. */
@Command(
    name = "produce",
    description = {
      "Send JSON lines from standard input to a topic, as Avro.",
      "",
      "One JSON value a line, written as a person would: a nullable field is null or its plain "
          + "value. A line that does not fit the schema is reported with its number and passed "
          + "over; the others are sent, and the exit code is 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SteleCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  stele produce --topic earthquakes --schema earthquake-v1.avsc < earthquakes.jsonl",
      "  echo '\"hello\"' | stele produce --topic greetings --schema '\"string\"'",
      "  stele produce --topic orders --schema order.avsc --key-field id < orders.jsonl"
    })
final class ProduceCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  private final Terminal terminal;
  private final Termination termination;

  @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "Where to.")
  private String topic = "";

  @Option(
      names = "--schema",
      paramLabel = "FILE|JSON",
      required = true,
      description =
          "The messages' Avro schema: a file, or the schema itself if it begins with {, [ or a "
              + "quote. It is registered if the registry does not have it.")
  private String schema = "";

  @Option(
      names = "--key-field",
      paramLabel = "FIELD",
      description = "The field whose value is the message's key too, as text (default: no key).")
  private @Nullable String keyField;

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description = "What the registry calls the schema (default: the topic's name and -value).")
  private @Nullable String subject;

  @Option(names = "--fail-fast", description = "Send nothing more after the first line that fails.")
  private boolean failFast;

  @Mixin private Endpoints endpoints = new Endpoints();

  ProduceCommand(Terminal terminal, Termination termination) {
    this.terminal = terminal;
    this.termination = termination;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.CLIENT.use();
    Schema parsed = SchemaArgument.parse(schema);
    endpoints.requireReachable();
    try (AvroEncoder encoder =
        AvroEncoder.register(
            topic,
            parsed,
            Optional.ofNullable(keyField),
            subject == null ? topic + "-value" : subject,
            endpoints.registry())) {
      return send(encoder);
    }
  }

  private int send(AvroEncoder encoder) {
    LineSender sender;
    try (Producer<byte[], byte[]> producer = producer()) {
      requireTopic(producer);
      sender = new LineSender(producer, encoder::encode, terminal, failFast);
      // In a thread of its own, because nothing wakes a thread that waits for standard input.
      CompletableFuture<Void> work = inBackground(sender);
      CompletableFuture.anyOf(work, termination.requested()).join();
      if (termination.isRequested()) {
        sender.stop("interrupted");
      }
    }
    boolean complete = sender.report();
    if (termination.isRequested()) {
      return INTERRUPTED;
    }
    return complete ? 0 : Main.FAILED;
  }

  private CompletableFuture<Void> inBackground(LineSender sender) {
    return CompletableFuture.runAsync(
        () -> sender.run(new Lines(terminal.in())),
        task -> {
          Thread thread = new Thread(task, "stele-produce");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private void requireTopic(Producer<byte[], byte[]> producer) {
    try {
      producer.partitionsFor(topic);
    } catch (KafkaException e) {
      throw new FailureException(
          "Kafka at %s has no topic %s for us: %s"
              .formatted(endpoints.bootstrapServers(), topic, Endpoints.reason(e)),
          e);
    }
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", endpoints.bootstrapServers());
    settings.put("acks", "all");
    settings.put("linger.ms", 20);
    settings.put("compression.type", "lz4");
    settings.put("max.block.ms", 10_000);
    settings.put("request.timeout.ms", 10_000);
    settings.put("delivery.timeout.ms", 30_000);
    settings.put("max.request.size", Lines.LINE_BYTES_MAX);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

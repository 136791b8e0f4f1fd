package dev.stele.testkit;

import dev.stele.testkit.KafkaBroker.StartException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one directory of a broker: its log, its metadata and the cluster id that it was formatted
 * with.
 */
record BrokerDirectory(Path path, int nodeId, boolean temporary) {
  private static final Logger log = LoggerFactory.getLogger(BrokerDirectory.class);
  private static final String LOCK = ".lock";
  private static final int REASON_CHARS_MAX = 200;

  static BrokerDirectory of(BrokerSettings settings) {
    if (settings.directory().isPresent()) {
      return new BrokerDirectory(
          settings.directory().get().toAbsolutePath().normalize(), settings.nodeId(), false);
    }
    try {
      return new BrokerDirectory(
          Files.createTempDirectory("stele-kafka-"), settings.nodeId(), true);
    } catch (IOException e) {
      throw new StartException("Can't create a temporary directory for Kafka: " + e, e);
    }
  }

  /** Checks the directory, and formats it with the cluster's id if it is empty. */
  void prepare(Uuid clusterId) {
    try {
      Files.createDirectories(path);
      if (!Files.isWritable(path)) {
        throw new StartException(
            "Kafka can't write to its data directory " + path + ": choose another one");
      }
      refuseIfLocked();
      if (isEmpty()) {
        format(clusterId);
      } else {
        checkFormatted();
      }
    } catch (IOException e) {
      throw new StartException(
          "Kafka can't use its data directory %s (%s): choose another one".formatted(path, e), e);
    }
  }

  /** Deletes a temporary directory, and leaves any other as it is. */
  void discard() {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("Can't delete the temporary directory {}: {}", path, e.toString());
    }
  }

  StartException damaged(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    // Kafka quotes what it read, which may be anything.
    String line = message.lines().findFirst().orElse("");
    String reason = line.substring(0, Math.min(line.length(), REASON_CHARS_MAX));
    return new StartException(
        "Kafka can't start from its data directory %s (%s): move the directory away or delete it to begin with an empty one"
            .formatted(path, reason),
        cause);
  }

  // Kafka takes this lock itself when it starts; asked here first because it says so after a page
  // of log and with the directory half open.
  private void refuseIfLocked() throws IOException {
    Path lock = path.resolve(LOCK);
    if (!Files.exists(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw locked();
      }
    } catch (OverlappingFileLockException e) {
      throw locked();
    }
  }

  private StartException locked() {
    return new StartException(
        "The data directory "
            + path
            + " is in use by another Kafka: stop that one, or choose another directory");
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.allMatch(file -> file.endsWith(LOCK));
    }
  }

  private void format(Uuid clusterId) {
    Formatter formatter =
        new Formatter()
            .setClusterId(clusterId.toString())
            .setNodeId(nodeId)
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .setControllerListenerName(BrokerNode.CONTROLLER)
            .setMetadataLogDirectory(path.toString())
            .addDirectory(path.toString())
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      formatter.run();
    } catch (Exception e) { // the border: Formatter declares no narrower type
      throw new StartException(
          "Kafka can't format its data directory %s: %s".formatted(path, e), e);
    }
  }

  private void checkFormatted() throws IOException {
    Path file = path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
    if (!Files.exists(file)) {
      throw new StartException(
          "%s has files but no %s, so it is not a data directory of Kafka: choose an empty or new one"
              .formatted(path, file.getFileName()));
    }
    MetaProperties stored;
    try {
      stored =
          new MetaPropertiesEnsemble.Loader()
              .addLogDirs(List.of(path.toString()))
              .addMetadataLogDir(path.toString())
              .load()
              .logDirProps()
              .get(path.toString());
    } catch (RuntimeException e) { // the border: Kafka's parser names no narrower type
      throw damaged(new IOException(file.getFileName() + ": " + e.getMessage(), e));
    }
    if (stored == null || stored.clusterId().isEmpty() || stored.nodeId().isEmpty()) {
      throw damaged(new IOException(file.getFileName() + " has no cluster.id or node.id"));
    }
    if (stored.nodeId().getAsInt() != nodeId) {
      throw new StartException(
          "The data directory %s belongs to node %d, and this is node %d: choose another directory"
              .formatted(path, stored.nodeId().getAsInt(), nodeId));
    }
  }
}

package dev.stele.server.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Query;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.Position;
import dev.stele.server.log.UnfencedLog;
import dev.stele.server.view.MemoryFeed.Pace;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bugs, each planted around a part of the registry that has none. */
enum Bug implements Planted {
  /** A claim locks nobody out. */
  NO_FENCE {
    @Override
    public Log log(Log log, View view, MemoryBroker broker, Cluster.Site site) {
      return new UnfencedLog(log, broker, site.self());
    }
  },
  /** A claimant does not wait until its view has come to its barrier. */
  NO_BARRIER {
    @Override
    public Log log(Log log, View view, MemoryBroker broker, Cluster.Site site) {
      return new OtherLog(log) {
        @Override
        public CompletionStage<Claimed> claim() {
          return super.claim().thenApply(done -> new Claimed(done.claim(), Position.START));
        }
      };
    }
  },
  /** Answers do not wait until the node's own view has applied what they say. */
  REPLY_BEFORE_APPLIED {
    @Override
    public View view(View view, MemoryBroker broker) {
      return new HastyView(view);
    }

    @Override
    public Log log(Log log, View view, MemoryBroker broker, Cluster.Site site) {
      return new OtherLog(log) {
        @Override
        public CompletionStage<Claimed> claim() {
          return super.claim()
              .thenApply(
                  done -> {
                    ((HastyView) view).barriers.add(done.barrier());
                    return done;
                  });
        }
      };
    }
  },
  /** A transaction of which nobody knows how it ended is taken for committed. */
  SWALLOWED_COMMIT_ERROR {
    @Override
    public Log log(Log log, View view, MemoryBroker broker, Cluster.Site site) {
      return new OtherLog(log) {
        @Override
        public CompletionStage<Position> append(Claim claim, List<Entry> entries) {
          return super.append(claim, entries)
              .exceptionally(
                  error -> {
                    LogException failure = LogException.of(error);
                    if (failure.reason() != LogException.Reason.ROLE_LOST) {
                      throw failure;
                    }
                    return view.snapshot().applied();
                  });
        }
      };
    }
  },
  /** Tombstones spell their keys otherwise than what they end. */
  REORDERED_KEY {
    @Override
    public void broker(MemoryBroker broker) {
      broker.damage(
          each(
              record ->
                  record.value() == null
                      ? new ProducerRecord<>(
                          record.topic(), 0, reversed(record.key()), null, record.headers())
                      : record));
    }
  },
  /** A node runs what was sent to an earlier claim, or to another node. */
  OLD_FORWARD_EXECUTED {
    @Override
    public Engine served(CommandEngine engine, Cluster.Site site) {
      return new Engine() {
        @Override
        public <R> CompletionStage<Answer<R>> submit(Command<R> command, Origin origin) {
          return engine.submit(command, origin.fold(client -> client, peer -> now(peer.forward())));
        }

        private Origin now(Forward forward) {
          long claim = engine.status().claim().map(Claim::offset).orElse(forward.claim());
          return new Origin.Peer(
              new Forward(forward.command(), forward.request(), site.self().id(), claim));
        }

        @Override
        public <R> CompletionStage<Done<R>> ask(Query<R> query) {
          return engine.ask(query);
        }

        @Override
        public CompletionStage<Position> confirm() {
          return engine.confirm();
        }

        @Override
        public CompletionStage<Void> ping() {
          return engine.ping();
        }
      };
    }
  },
  /** Replies that wrote nothing are not confirmed: whatever the view holds is taken for all. */
  UNCONFIRMED {
    @Override
    public Log log(Log log, View view, MemoryBroker broker, Cluster.Site site) {
      return new OtherLog(log) {
        @Override
        public CompletionStage<Position> end() {
          return CompletableFuture.completedStage(view.snapshot().applied());
        }
      };
    }
  },
  /** The view shows the first fact of a command before the others. */
  HALF_PUBLISHED {
    @Override
    public View view(View view, MemoryBroker broker) {
      return new TornView(view, broker);
    }
  },
  /** The last fact of a command is not written. */
  HALF_WRITTEN {
    @Override
    public void broker(MemoryBroker broker) {
      broker.damage(
          records -> records.size() < 4 ? records : records.subList(0, records.size() - 1));
    }
  },
  /** A view that stood still goes on reading, however long it was. */
  TOMBSTONE_MISSED {
    @Override
    public Pace pace(Pace pace) {
      return new Pace(pace.most(), Duration.ofDays(1));
    }
  },
  /** A hard delete of the highest id leaves no counter. */
  COUNTER_LOST {
    @Override
    public void broker(MemoryBroker broker) {
      broker.damage(
          records ->
              records.stream()
                  .filter(record -> record.topic().equals("_schemas") || record.value() == null)
                  .toList());
    }
  };

  /** Does not wait, but for the barriers of claims. */
  private static final class HastyView extends OtherView {
    private final Set<Position> barriers = new HashSet<>();

    HastyView(View view) {
      super(view);
    }

    @Override
    public CompletionStage<Snapshot> applied(Position place) {
      return barriers.contains(place)
          ? super.applied(place)
          : CompletableFuture.completedStage(snapshot());
    }
  }

  /** Shows the first record of the next command, if that has more than one. */
  private static final class TornView extends OtherView {
    private final MemoryBroker broker;

    TornView(View view, MemoryBroker broker) {
      super(view);
      this.broker = broker;
    }

    @Override
    public Snapshot snapshot() {
      Snapshot whole = super.snapshot();
      List<LogRecord> next = broker.read(LogTopic.SCHEMAS, whole.applied().schemas(), 1).records();
      return next.stream()
          .filter(record -> record.part().filter(part -> !part.isLast()).isPresent())
          .filter(record -> record.content() instanceof LogRecord.Fact)
          .map(record -> with(whole, record))
          .findFirst()
          .orElse(whole);
    }

    private static Snapshot with(Snapshot whole, LogRecord record) {
      return new Snapshot(
          whole.state().apply(((LogRecord.Fact) record.content()).event(), record.stamp()),
          new Position(record.stamp().offset() + 1, whole.applied().own()),
          whole.claim(),
          whole.quarantined(),
          whole.unfit());
    }
  }

  private static UnaryOperator<List<ProducerRecord<byte[], byte[]>>> each(
      UnaryOperator<ProducerRecord<byte[], byte[]>> change) {
    return records -> records.stream().map(change).toList();
  }

  private static byte[] reversed(byte[] key) {
    ObjectMapper json = new ObjectMapper();
    try {
      ObjectNode turned = json.createObjectNode();
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(json.readTree(key).properties());
      Collections.reverse(members);
      members.forEach(member -> turned.set(member.getKey(), member.getValue()));
      return json.writeValueAsBytes(turned);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

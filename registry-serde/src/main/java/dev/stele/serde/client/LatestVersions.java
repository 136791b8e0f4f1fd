package dev.stele.serde.client;

import dev.stele.serde.internal.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest version of each subject, asked for again when it is too old. If that fails for a
 * reason that may pass, the old one is used for another while.
 */
final class LatestVersions {
  private static final Logger LOG = LoggerFactory.getLogger(LatestVersions.class);

  private final LoadingCache<String, Seen> cache;
  private final Optional<Duration> ttl;
  private final LongSupplier nanoClock;
  private final Function<String, RegisteredSchema> fetch;

  LatestVersions(
      int capacity,
      Optional<Duration> ttl,
      LongSupplier nanoClock,
      Function<String, RegisteredSchema> fetch) {
    this.cache = new LoadingCache<>(capacity);
    this.ttl = ttl;
    this.nanoClock = nanoClock;
    this.fetch = fetch;
  }

  RegisteredSchema get(String subject) {
    Seen seen = cache.get(subject, () -> seenNow(fetch.apply(subject)));
    if (ttl.isPresent() && nanoClock.getAsLong() - seen.atNanos >= ttl.get().toNanos()) {
      seen = cache.load(subject, () -> refreshed(subject));
    }
    return seen.schema;
  }

  private Seen refreshed(String subject) {
    Seen old = cache.peek(subject);
    try {
      return seenNow(fetch.apply(subject));
    } catch (RegistryException e) {
      if (old == null || !e.isRetriable()) {
        throw e;
      }
      LOG.warn(
          "Going on with schema {} as the latest of subject {}: {}",
          old.schema.id(),
          subject,
          e.getMessage());
      return seenNow(old.schema);
    }
  }

  private Seen seenNow(RegisteredSchema schema) {
    return new Seen(schema, nanoClock.getAsLong());
  }

  private record Seen(RegisteredSchema schema, long atNanos) {}
}

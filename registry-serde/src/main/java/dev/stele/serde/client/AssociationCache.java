package dev.stele.serde.client;

import dev.stele.serde.internal.RefreshingCache;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which subjects are associated with topics, out of memory, and out of the registry at first. */
final class AssociationCache {
  private final RegistryApi api;
  private final ClientListener listener;
  private final RefreshingCache<Side, List<String>> cache;

  AssociationCache(RegistryApi api, CacheSettings settings) {
    this.api = api;
    this.listener = settings.listener();
    this.cache =
        new RefreshingCache<>(
            settings.associationCapacity(),
            settings.associationTtl(),
            System::nanoTime,
            RegistryException::mayPass);
  }

  CompletableFuture<List<String>> subjects(String namespace, String topic, boolean isKey) {
    Side side = new Side(namespace, topic, isKey);
    List<String> fresh = cache.fresh(side);
    if (fresh != null) {
      listener.cacheHit(Operation.ASSOCIATIONS);
      return CompletableFuture.completedFuture(fresh);
    }
    listener.cacheMiss(Operation.ASSOCIATIONS);
    return cache.get(side, quick -> api.associatedSubjects(namespace, topic, isKey, quick));
  }

  Optional<List<String>> known(String namespace, String topic, boolean isKey) {
    return Optional.ofNullable(cache.fresh(new Side(namespace, topic, isKey)));
  }

  private record Side(String namespace, String topic, boolean isKey) {
    @Override
    public String toString() {
      return "the subject associated with the " + (isKey ? "keys" : "values") + " of " + topic;
    }
  }
}

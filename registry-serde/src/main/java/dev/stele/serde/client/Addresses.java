package dev.stele.serde.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Which address is asked first: the one that answered last, and the next ones of the list in turn;
 * those that could not answer lately come after all others.
 */
final class Addresses {
  private static final long DOWN_NANOS = Duration.ofSeconds(10).toNanos();

  private final List<Address> all;
  private final LongSupplier nanoClock;
  private final AtomicLongArray downUntilNanos;
  private volatile int preferred;

  Addresses(List<Address> all, int first, LongSupplier nanoClock) {
    this.all = all;
    this.preferred = first;
    this.nanoClock = nanoClock;
    this.downUntilNanos = new AtomicLongArray(all.size());
    for (int i = 0; i < all.size(); i++) {
      downUntilNanos.set(i, nanoClock.getAsLong());
    }
  }

  /** All addresses, in the order to ask them in. */
  List<Address> inOrder() {
    int first = preferred;
    long now = nanoClock.getAsLong();
    List<Address> order = new ArrayList<>(all.size());
    List<Address> down = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int turn = (first + i) % all.size();
      (downUntilNanos.get(turn) - now > 0 ? down : order).add(all.get(turn));
    }
    order.addAll(down);
    return order;
  }

  void answered(Address address) {
    int index = all.indexOf(address);
    preferred = index;
    downUntilNanos.set(index, nanoClock.getAsLong());
  }

  void failed(Address address) {
    downUntilNanos.set(all.indexOf(address), nanoClock.getAsLong() + DOWN_NANOS);
  }
}

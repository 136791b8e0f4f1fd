package dev.stele.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Clients in a closed loop: each has one connection and sends its next request when the last one
 * was answered.
 *
 * @param requests gives for the number of a client what makes its requests
 */
record Load(URI url, int clients, Duration duration, IntFunction<Supplier<byte[]>> requests) {

  /**
   * Runs it.
   *
   * @throws ExecutionException if a request was answered with anything but 200
   */
  Result run() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      List<Future<long[]>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        Supplier<byte[]> next = requests.apply(client);
        running.add(threads.submit(() -> ask(next, start + duration.toNanos())));
      }
      List<long[]> latencies = new ArrayList<>();
      for (Future<long[]> one : running) {
        latencies.add(one.get());
      }
      long elapsed = System.nanoTime() - start;
      return new Result(
          latencies.stream().flatMapToLong(LongStream::of).sorted().toArray(), elapsed);
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] ask(Supplier<byte[]> next, long end) throws IOException {
    long[] latencies = new long[1024];
    int count = 0;
    try (Connection connection = new Connection(url)) {
      for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
        connection.exchange(next.get());
        if (count == latencies.length) {
          latencies = Arrays.copyOf(latencies, 2 * count);
        }
        latencies[count] = System.nanoTime() - now;
        count++;
      }
    }
    return Arrays.copyOf(latencies, count);
  }

  /** How long the requests took. */
  static final class Result {
    private final long[] latencies; // ascending, in nanoseconds
    private final long elapsed;

    private Result(long[] latencies, long elapsed) {
      this.latencies = latencies;
      this.elapsed = elapsed;
    }

    double perSecond() {
      return latencies.length * 1e9 / elapsed;
    }

    double millis(double quantile) {
      return latencies[(int) Math.min(latencies.length - 1L, (long) (quantile * latencies.length))]
          / 1e6;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,8.0f per second, p50 %.2f ms, p99 %.2f ms, %,d requests",
          perSecond(),
          millis(0.5),
          millis(0.99),
          latencies.length);
    }
  }
}

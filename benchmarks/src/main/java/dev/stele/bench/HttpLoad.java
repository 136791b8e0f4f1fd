package dev.stele.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stele.server.RegistryServer;
import dev.stele.testkit.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Load on a registry over HTTP: new schemas from 1 and from 128 clients, then a schema by its id
 * from 32. Run: {@code benchmarks/run HttpLoad [--url URL]}; without an address it starts a broker
 * and a registry in this JVM, on whose processors the clients run too.
 */
public final class HttpLoad {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(15);

  private final URI url;
  // Subjects and names of one run are not those of another, which may have left its schemas.
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private HttpLoad(URI url) {
    this.url = url;
  }

  /** Entry point. */
  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("--url")) {
      new HttpLoad(URI.create(args[1])).measure();
    } else if (args.length == 0) {
      try (KafkaBroker broker = KafkaBroker.start();
          RegistryServer registry =
              RegistryServer.start(
                  Map.of(
                      "kafkastore.bootstrap.servers", broker.bootstrapServers(),
                      "kafkastore.topic.replication.factor", "1",
                      "listeners", "http://127.0.0.1:0"))) {
        new HttpLoad(URI.create(registry.url())).measure();
      }
    } else {
      System.err.println("Usage: HttpLoad [--url http://HOST:PORT]");
      System.exit(2);
    }
  }

  private void measure() throws IOException, InterruptedException, ExecutionException {
    report("register, 1 client", 1, round -> client -> registrations(round, client));
    report("register, 128 clients", 128, round -> client -> registrations(round, client));
    byte[] get = Connection.get("/schemas/ids/" + registered());
    report("get by id, 32 clients", 32, round -> client -> () -> get);
  }

  private void report(String name, int clients, IntFunction<IntFunction<Supplier<byte[]>>> requests)
      throws InterruptedException, ExecutionException {
    new Load(url, clients, WARM_UP, requests.apply(clients * 2)).run();
    Load.Result result = new Load(url, clients, MEASURED, requests.apply(clients * 2 + 1)).run();
    System.out.printf("%-22s %s%n", name, result);
  }

  /** Each is a new schema of six fields, the first version of a new subject. */
  private Supplier<byte[]> registrations(int round, int client) {
    String prefix = "load_" + run + "_" + round + "_" + client + "_";
    return new Supplier<>() {
      private int number;

      @Override
      public byte[] get() {
        number++;
        return registration(prefix + number);
      }
    };
  }

  private static byte[] registration(String name) {
    String schema =
        Shape.FLAT.record().getSchema().toString().replace("\"Flat\"", "\"" + name + "\"");
    return Connection.post(
        "/subjects/" + name + "/versions",
        JsonNodeFactory.instance.objectNode().put("schema", schema).toString());
  }

  private int registered() throws IOException {
    try (Connection connection = new Connection(url)) {
      JsonNode answer =
          new JsonMapper().readTree(connection.exchange(registration("load_" + run + "_read")));
      return answer.required("id").intValue();
    }
  }
}

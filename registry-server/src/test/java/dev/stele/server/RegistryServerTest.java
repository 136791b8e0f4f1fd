package dev.stele.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starts that fail without Kafka being asked. */
final class RegistryServerTest {
  private static final String SERVERS = "kafkastore.bootstrap.servers";

  @Test
  void start_withoutServers_saysWhatToSet() {
    assertThatThrownBy(() -> RegistryServer.start(Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(SERVERS);
  }

  @Test
  void start_badSetting_namesKeyAndValue() {
    Map<String, String> settings = Map.of(SERVERS, "a:1", "listeners", "https://a:1");

    assertThatThrownBy(() -> RegistryServer.start(settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("listeners=https://a:1");
  }

  @Test
  void start_takenPort_namesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listener = "http://127.0.0.1:" + taken.getLocalPort();

      assertThatThrownBy(() -> RegistryServer.start(Map.of(SERVERS, "a:1", "listeners", listener)))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }
}

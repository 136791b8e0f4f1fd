package dev.stele.cli;

import static dev.stele.cli.Run.stele;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EndpointsTest {
  @Test
  void requireReachable_nobodyListens_namesTheAddress() throws Exception {
    String address = "127.0.0.1:" + closedPort();

    Run run = stele("consume", "--topic", "t", "--bootstrap-servers", address);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("stele: Kafka is not reachable at " + address + " (--bootstrap-servers): ");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void requireReachable_notKafka_saysSo() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Run run =
          stele(
              "consume", "--topic", "t", "--bootstrap-servers", "127.0.0.1:" + mute.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("does not answer as Kafka does");
      assertThat(run.err().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-host.invalid:9092, unknown host no-such-host.invalid",
    "localhost,                 HOST:PORT",
    "localhost:kafka,           HOST:PORT",
    "localhost:70000,           HOST:PORT",
  })
  void requireReachable_wrongAddress_saysWhatIsWrong(String address, String expected) {
    Run run = stele("consume", "--topic", "t", "--bootstrap-servers", address);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(address).contains(expected);
    assertThat(run.err().lines()).hasSize(1);
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

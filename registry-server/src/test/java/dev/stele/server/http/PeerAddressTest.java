package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://b:8081, false, b, 8081",
    "http://b.example.com/, false, b.example.com, 80",
    "https://b, true, b, 443",
    "http://schema_registry:8081, false, schema_registry, 8081",
    "http://10.0.0.1:8081, false, 10.0.0.1, 8081",
    "http://[fe80::1]:8081, false, [fe80::1], 8081",
  })
  void url_isRead(String url, boolean secure, String host, int port) {
    assertThat(PeerAddress.of(url)).hasValue(new PeerAddress(secure, host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b:8081",
        "http://",
        "http://b:0",
        "http://b:65536",
        "http://b:8081/path",
        "http://user@b:8081",
        "http://a b",
        "http://b:8081\r\nX: y",
        "ftp://b:1",
      })
  void anythingElse_isNone(String url) {
    assertThat(PeerAddress.of(url)).isEmpty();
  }
}

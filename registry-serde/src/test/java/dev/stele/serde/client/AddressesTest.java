package dev.stele.serde.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AddressesTest {
  private static final Address A = new Address("http://a", Optional.empty());
  private static final Address B = new Address("http://b", Optional.empty());
  private static final Address C = new Address("http://c", Optional.empty());

  private final AtomicLong clock = new AtomicLong();
  private final Addresses addresses = new Addresses(List.of(A, B, C), 0, clock::get);

  @Test
  void order_beginsWithTheOneThatAnsweredLast() {
    assertThat(addresses.inOrder()).containsExactly(A, B, C);
    addresses.answered(B);
    assertThat(addresses.inOrder()).containsExactly(B, C, A);
  }

  @Test
  void addressThatFailed_comesLastForAWhile() {
    addresses.failed(A);
    assertThat(addresses.inOrder()).containsExactly(B, C, A);
    clock.set(Duration.ofSeconds(10).toNanos());
    assertThat(addresses.inOrder()).containsExactly(A, B, C);
  }

  @Test
  void addressThatAnswersAgain_isNoLongerLast() {
    addresses.failed(A);
    addresses.answered(A);
    assertThat(addresses.inOrder()).containsExactly(A, B, C);
  }

  @Test
  void allFailed_areAllAsked() {
    List.of(A, B, C).forEach(addresses::failed);
    assertThat(addresses.inOrder()).containsExactly(A, B, C);
  }
}
